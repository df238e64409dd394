package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/runtime"
	kubeyaml "k8s.io/apimachinery/pkg/util/yaml"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/resource"
	"istio.io/istio/pkg/kube"
)

// Manifests are what the control plane loads, and what the webhook says of it.
type Manifests struct {
	configs  []config.Config
	objects  []runtime.Object
	refused  []Complaint
	warnings []Complaint
}

// Complaint is what the webhook has against one object.
type Complaint struct {
	Object  string `json:"object"`
	Message string `json:"message"`
}

// Of objects without a time of creation, all are as old as this one: which of two istiod prefers is then decided by
// their names, the same in every run.
var created = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

func (question *Question) manifests() (*Manifests, error) {
	manifests := &Manifests{}
	files, err := filesOf(question.Folder)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if err := manifests.addFile(text); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	for _, object := range question.Objects {
		if err := manifests.add(object); err != nil {
			return nil, err
		}
	}
	return manifests, nil
}

func filesOf(folder string) ([]string, error) {
	if folder == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		if slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(entry.Name())) {
			files = append(files, filepath.Join(folder, entry.Name()))
		}
	}
	return files, nil
}

func (manifests *Manifests) addFile(text []byte) error {
	decoder := kubeyaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 512*1024)
	for {
		var object json.RawMessage
		err := decoder.Decode(&object)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := manifests.add(object); err != nil {
			return err
		}
	}
}

func (manifests *Manifests) add(object json.RawMessage) error {
	if len(object) == 0 || string(object) == "null" {
		return nil
	}
	parsed := &crd.IstioKind{}
	if err := json.Unmarshal(object, parsed); err != nil {
		return err
	}
	kind := parsed.GroupVersionKind()
	schema, found := collections.PilotGatewayAPI().FindByGroupVersionAliasesKind(resource.FromKubernetesGVK(&kind))
	// istiod learns of Services and Pods by another way than of its own kinds.
	if !found || strings.HasSuffix(schema.GroupVersionKind().Group, "k8s.io") || schema.GroupVersionKind().Group == "" {
		decoded, _, err := kube.IstioCodec.UniversalDeserializer().Decode(object, nil, nil)
		if err == nil {
			manifests.objects = append(manifests.objects, decoded)
		}
		// Objects of unknown kinds are context that istiod does not read.
		return nil
	}
	return manifests.addConfig(schema, parsed)
}

func (manifests *Manifests) addConfig(schema resource.Schema, object *crd.IstioKind) error {
	id := fmt.Sprintf("%s %s/%s", object.Kind, object.Namespace, object.Name)
	// With this domain short hosts mean what they mean in a cluster.
	parsed, err := crd.ConvertObject(schema, object, "cluster.local")
	if err != nil {
		manifests.refused = append(manifests.refused, Complaint{id, err.Error()})
		return nil
	}
	if parsed.CreationTimestamp.IsZero() {
		parsed.CreationTimestamp = created
	}
	warning, err := schema.ValidateConfig(*parsed)
	if warning != nil {
		manifests.warnings = append(manifests.warnings, Complaint{id, warning.Error()})
	}
	if err != nil {
		manifests.refused = append(manifests.refused, Complaint{id, err.Error()})
		return nil
	}
	manifests.configs = append(manifests.configs, *parsed)
	return nil
}
