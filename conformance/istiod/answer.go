package main

import (
	"encoding/json"
	"fmt"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/cluster"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/dns/server"
	"istio.io/istio/pkg/test"
)

// Answer is what istiod makes of a question.
type Answer struct {
	// Error is set if there is no answer.
	Error string `json:"error,omitempty"`
	// Refused are objects that the webhook does not let in. The proxies' configuration is the one without them.
	Refused  []Complaint `json:"refused"`
	Warnings []Complaint `json:"warnings"`
	// Reviews are about the objects reviewed, in their order.
	Reviews []Review `json:"reviews,omitempty"`
	// Status is istiod's account of what it could not do: conflicts, duplicates, subsets that do not exist.
	Status       json.RawMessage          `json:"status,omitempty"`
	Proxies      map[string]Configuration `json:"proxies,omitempty"`
	Authorities  Authorities              `json:"authorities"`
	Certificates map[string]Certificate   `json:"certificates,omitempty"`
}

// Configuration is what istiod sends to one proxy.
type Configuration struct {
	Listeners []json.RawMessage `json:"listeners"`
	Clusters  []json.RawMessage `json:"clusters"`
	Routes    []json.RawMessage `json:"routes"`
	Endpoints []json.RawMessage `json:"endpoints"`
	// Names are those that the proxy's agent resolves if it captures DNS.
	Names map[string][]string `json:"names"`
}

// Newer than any version check in istiod, as the proxies of a fresh installation.
const proxyVersion = "1.31.0"

func answerOf(question *Question) (*Answer, error) {
	if len(question.Reviewed) > 0 {
		reviews, err := question.reviews()
		return &Answer{Reviews: reviews}, err
	}
	config, err := question.meshConfig()
	if err != nil {
		return nil, err
	}
	manifests, err := question.manifests()
	if err != nil {
		return nil, err
	}
	answer := &Answer{
		Refused:  manifests.refused,
		Warnings: manifests.warnings,
		Proxies:  map[string]Configuration{},
	}
	if answer.Authorities, answer.Certificates, err = certificatesOf(question.Certificates); err != nil {
		return nil, err
	}
	err = test.Wrap(func(t test.Failer) {
		istiod := xds.NewFakeDiscoveryServer(t, xds.FakeOptions{
			Configs:                    allocated(manifests.configs),
			KubernetesObjects:          manifests.objects,
			MeshConfig:                 config,
			DisableSecretAuthorization: true,
		})
		for _, proxy := range question.Proxies {
			answer.Proxies[proxy.ID] = configurationOf(t, istiod, proxy)
		}
		// After the proxies were answered: much is noticed only then.
		if answer.Status, err = istiod.PushContext().StatusJSON(); err != nil {
			t.Fatal(err)
		}
	})
	return answer, err
}

func configurationOf(t test.Failer, istiod *xds.FakeDiscoveryServer, proxy Proxy) Configuration {
	node := istiod.SetupProxy(&model.Proxy{
		Type:            model.NodeType(proxy.Type),
		ID:              fmt.Sprintf("%s.%s", proxy.Pod, proxy.Namespace),
		ConfigNamespace: proxy.Namespace,
		DNSDomain:       proxy.Namespace + ".svc." + constants.DefaultClusterLocalDomain,
		IPAddresses:     []string{proxy.IP},
		Labels:          proxy.Labels,
		Metadata: &model.NodeMetadata{
			Namespace:      proxy.Namespace,
			Labels:         proxy.Labels,
			ServiceAccount: proxy.ServiceAccount,
			IstioVersion:   proxyVersion,
			ClusterID:      cluster.ID(constants.DefaultClusterName),
			DNSCapture:     model.StringBool(proxy.DNSCapture),
			InstanceIPs:    []string{proxy.IP},
			NodeName:       "node",
		},
	})
	names := map[string][]string{}
	table := server.BuildNameTable(server.Config{Node: node, Push: istiod.PushContext()})
	for name, info := range table.Table {
		names[name] = info.Ips
	}
	listeners := istiod.Listeners(node)
	return Configuration{
		Listeners: printed(t, listeners),
		Clusters:  printed(t, istiod.Clusters(node)),
		Routes:    printed(t, istiod.RoutesFromListeners(node, listeners)),
		Endpoints: printed(t, istiod.Endpoints(node)),
		Names:     names,
	}
}

func printed[M proto.Message](t test.Failer, messages []M) []json.RawMessage {
	lines := make([]json.RawMessage, 0, len(messages))
	for _, message := range messages {
		line, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return lines
}
