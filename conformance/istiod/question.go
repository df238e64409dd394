package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pkg/config/mesh"
)

// Question is one set of manifests and what is asked about it.
type Question struct {
	// Folder is read whole: every file of it that ends in .yaml, .yml or .json.
	Folder string `json:"folder"`
	// Objects are added to those of the folder: pods and endpoints, which nobody writes by hand.
	Objects []json.RawMessage `json:"objects"`
	// Reviewed are objects that the webhook is asked about one by one; they are part of nothing.
	Reviewed []json.RawMessage `json:"reviewed"`
	// MeshConfig is laid over Istio's defaults.
	MeshConfig json.RawMessage `json:"meshConfig"`
	Proxies    []Proxy         `json:"proxies"`
	// Certificates are signed by authorities made for this question.
	Certificates []CertificateRequest `json:"certificates"`
}

// Proxy is a sidecar or a gateway, as its own agent would introduce it to istiod.
type Proxy struct {
	ID             string            `json:"id"`
	Type           string            `json:"type"`
	Namespace      string            `json:"namespace"`
	Pod            string            `json:"pod"`
	IP             string            `json:"ip"`
	Labels         map[string]string `json:"labels"`
	ServiceAccount string            `json:"serviceAccount"`
	DNSCapture     bool              `json:"dnsCapture"`
}

// CertificateRequest names one certificate and whom it is for.
type CertificateRequest struct {
	Name string `json:"name"`
	// Hosts are DNS names and URIs such as SPIFFE identities.
	Hosts []string `json:"hosts"`
	// Outside is set for who is no workload of the mesh: another authority signs.
	Outside bool `json:"outside"`
}

func parseQuestion(line []byte) (*Question, error) {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	question := &Question{}
	if err := decoder.Decode(question); err != nil {
		return nil, fmt.Errorf("not a question: %w", err)
	}
	return question, nil
}

func (question *Question) meshConfig() (*meshconfig.MeshConfig, error) {
	defaults := mesh.DefaultMeshConfig()
	if len(question.MeshConfig) == 0 {
		return defaults, nil
	}
	config, err := mesh.ApplyMeshConfig(string(question.MeshConfig), defaults)
	if err != nil {
		return nil, fmt.Errorf("meshConfig: %w", err)
	}
	return config, nil
}
