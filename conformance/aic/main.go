// Reads files of AIC as strictly as a program could, and says what they tell a program: for each file one line of JSON,
// with shares from 0 to 1 and times in milliseconds, or with an error. The extension of a file says its form: `.yaml` is
// the WebRTC server's block, `.core` ai-core's file, `.json` the message AICConfig.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
	"gopkg.in/yaml.v3"
)

type fact = map[string]any

// Every field is a pointer, for a key that is missing is told apart from a zero. One with `with` is there if that other
// field is true, and not otherwise.
type protocolFile struct {
	Protocol *struct {
		Enabled     *bool   `yaml:"enabled"`
		Endpoint    *string `yaml:"ai_core_endpoint"`
		Compression *struct {
			Reduction  *float64 `yaml:"target_reduction_percent"`
			MinQuality *float64 `yaml:"min_quality_threshold"`
			MaxLatency *int     `yaml:"max_latency_ms"`
		} `yaml:"compression"`
		Adaptive *struct {
			Enabled    *bool `yaml:"enabled"`
			Thresholds *struct {
				HighLatency  *int     `yaml:"high_latency_ms"`
				PacketLoss   *float64 `yaml:"packet_loss_percent"`
				LowBandwidth *float64 `yaml:"low_bandwidth_kbps"`
			} `yaml:"thresholds"`
			Fallback *bool `yaml:"fallback_enabled"`
			After    *int  `yaml:"fallback_timeout_ms" with:"Fallback"`
		} `yaml:"adaptive"`
		Extension *struct {
			Enabled *bool `yaml:"enabled"`
			ID      *int  `yaml:"extension_id" with:"Enabled"`
		} `yaml:"rtp_extension"`
		Monitoring *struct {
			Enabled          *bool `yaml:"enabled"`
			Interval         *int  `yaml:"metrics_interval_seconds" with:"Enabled"`
			CompressionRatio *bool `yaml:"track_compression_ratio" with:"Enabled"`
			Latency          *bool `yaml:"track_latency" with:"Enabled"`
			QualityScore     *bool `yaml:"track_quality_score" with:"Enabled"`
			BandwidthSavings *bool `yaml:"track_bandwidth_savings" with:"Enabled"`
		} `yaml:"monitoring"`
		ABTesting *struct {
			Enabled    *bool    `yaml:"enabled"`
			Percentage *float64 `yaml:"percentage"`
		} `yaml:"ab_testing"`
		Cache *struct {
			Enabled *bool    `yaml:"enabled"`
			TTL     *int     `yaml:"ttl_seconds" with:"Enabled"`
			MaxSize *float64 `yaml:"max_size_mb" with:"Enabled"`
		} `yaml:"cache"`
	} `yaml:"aic_protocol"`
}

type targets struct {
	Ratio      *float64 `yaml:"target_ratio"`
	Quality    *float64 `yaml:"quality"`
	MaxLatency *int     `yaml:"max_inference_latency_ms"`
}

type coreFile struct {
	Enabled *bool   `yaml:"enabled"`
	Mode    *string `yaml:"mode"`
	targets `yaml:",inline"`
	Modes   *struct {
		Conservative *targets `yaml:"conservative"`
		Adaptive     *targets `yaml:"adaptive"`
		Aggressive   *targets `yaml:"aggressive"`
	} `yaml:"modes"`
}

// readYAML fills a struct from the one document of a text, which has its keys, all of them and nothing else.
func readYAML(text []byte, file any) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(file); err != nil {
		return err
	}
	if err := decoder.Decode(new(any)); !errors.Is(err, io.EOF) {
		return errors.New("more than one document")
	}
	return complete(reflect.ValueOf(file).Elem(), "")
}

func complete(value reflect.Value, path string) error {
	for _, field := range reflect.VisibleFields(value.Type()) {
		if field.Anonymous {
			continue
		}
		key, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		found := value.FieldByIndex(field.Index)
		wanted := true
		if with := field.Tag.Get("with"); with != "" {
			wanted = value.FieldByName(with).Elem().Bool()
		}
		if wanted == found.IsNil() {
			return fmt.Errorf("%s%s is %s", path, key, map[bool]string{true: "missing", false: "not expected"}[wanted])
		}
		if wanted && found.Elem().Kind() == reflect.Struct {
			if err := complete(found.Elem(), path+key+"."); err != nil {
				return err
			}
		}
	}
	return nil
}

func readProtocol(text []byte) (fact, error) {
	var file protocolFile
	if err := readYAML(text, &file); err != nil {
		return nil, err
	}
	p := file.Protocol
	endpoint, err := url.Parse(*p.Endpoint)
	if err != nil || endpoint.Scheme == "" || endpoint.Port() == "" || endpoint.Path != "" {
		return nil, fmt.Errorf("ai_core_endpoint is %q, no scheme, host and port", *p.Endpoint)
	}
	said := fact{
		"enabled": *p.Enabled, "scheme": endpoint.Scheme, "host": endpoint.Hostname(), "port": endpoint.Port(),
		"reduction": *p.Compression.Reduction / 100, "minQuality": *p.Compression.MinQuality / 100,
		"maxLatency": *p.Compression.MaxLatency,
		"adaptive":   *p.Adaptive.Enabled, "highLatency": *p.Adaptive.Thresholds.HighLatency,
		"packetLoss":   *p.Adaptive.Thresholds.PacketLoss / 100,
		"lowBandwidth": *p.Adaptive.Thresholds.LowBandwidth,
		"fallback":     *p.Adaptive.Fallback, "extension": *p.Extension.Enabled, "monitoring": *p.Monitoring.Enabled,
		"compares": *p.ABTesting.Enabled, "compared": *p.ABTesting.Percentage / 100, "cache": *p.Cache.Enabled,
	}
	if *p.Adaptive.Fallback {
		said["fallbackAfter"] = *p.Adaptive.After
	}
	if *p.Extension.Enabled {
		said["extensionId"] = *p.Extension.ID
	}
	if m := p.Monitoring; *m.Enabled {
		said["interval"] = *m.Interval * 1000
		said["measures.compressionRatio"], said["measures.latency"] = *m.CompressionRatio, *m.Latency
		said["measures.qualityScore"], said["measures.bandwidthSavings"] = *m.QualityScore, *m.BandwidthSavings
	}
	if *p.Cache.Enabled {
		said["ttl"], said["maxSize"] = *p.Cache.TTL*1000, *p.Cache.MaxSize
	}
	return said, nil
}

func readCore(text []byte) (fact, error) {
	var file coreFile
	if err := readYAML(text, &file); err != nil {
		return nil, err
	}
	modes := map[string]*targets{
		"": &file.targets, "conservative.": file.Modes.Conservative, "adaptive.": file.Modes.Adaptive,
		"aggressive.": file.Modes.Aggressive,
	}
	if modes[*file.Mode+"."] == nil {
		return nil, fmt.Errorf("mode is %q", *file.Mode)
	}
	said := fact{"enabled": *file.Enabled, "mode": *file.Mode}
	for prefix, t := range modes {
		said[prefix+"reduction"], said[prefix+"minQuality"] = *t.Ratio, *t.Quality
		said[prefix+"maxLatency"] = *t.MaxLatency
	}
	return said, nil
}

// config builds the message AICConfig. Its field numbers are not documented, and have no part in JSON. Presence is kept
// (`optional`), for a field that is missing is told apart from a zero.
func config() (protoreflect.MessageDescriptor, error) {
	type kind = descriptorpb.FieldDescriptorProto_Type
	const (
		yes    = descriptorpb.FieldDescriptorProto_TYPE_BOOL
		number = descriptorpb.FieldDescriptorProto_TYPE_DOUBLE
		whole  = descriptorpb.FieldDescriptorProto_TYPE_INT32
		text   = descriptorpb.FieldDescriptorProto_TYPE_STRING
		enum   = descriptorpb.FieldDescriptorProto_TYPE_ENUM
	)
	message := &descriptorpb.DescriptorProto{Name: proto.String("AICConfig")}
	for i, field := range []struct {
		name string
		kind kind
	}{
		{"enabled", yes}, {"default_mode", enum}, {"target_compression_ratio", number},
		{"max_inference_latency_ms", whole}, {"min_quality_threshold", number}, {"enable_fallback", yes},
		{"enable_predictive_compression", yes}, {"enable_gpu", yes}, {"preferred_model", text},
	} {
		described := &descriptorpb.FieldDescriptorProto{
			Name: proto.String(field.name), Number: proto.Int32(int32(i + 1)), Type: field.kind.Enum(),
			Label:          descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
			Proto3Optional: proto.Bool(true), OneofIndex: proto.Int32(int32(i)),
		}
		if field.kind == enum {
			described.TypeName = proto.String(".auralink.aic.v1.Mode")
		}
		message.Field = append(message.Field, described)
		message.OneofDecl = append(message.OneofDecl, &descriptorpb.OneofDescriptorProto{Name: proto.String("_" + field.name)})
	}
	modes := &descriptorpb.EnumDescriptorProto{Name: proto.String("Mode")}
	for i, name := range []string{"OFF", "CONSERVATIVE", "ADAPTIVE", "AGGRESSIVE"} {
		modes.Value = append(modes.Value, &descriptorpb.EnumValueDescriptorProto{Name: proto.String(name), Number: proto.Int32(int32(i))})
	}
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("aic.proto"), Package: proto.String("auralink.aic.v1"), Syntax: proto.String("proto3"),
		MessageType: []*descriptorpb.DescriptorProto{message}, EnumType: []*descriptorpb.EnumDescriptorProto{modes},
	}, nil)
	if err != nil {
		return nil, err
	}
	return file.Messages().ByName("AICConfig"), nil
}

func readMessage(text []byte) (fact, error) {
	descriptor, err := config()
	if err != nil {
		panic(err)
	}
	message := dynamicpb.NewMessage(descriptor)
	if err := protojson.Unmarshal(text, message); err != nil {
		return nil, err
	}
	said := fact{}
	for i := range descriptor.Fields().Len() {
		field := descriptor.Fields().Get(i)
		name := string(field.Name())
		switch value := message.Get(field); {
		case !message.Has(field) && name != "preferred_model":
			return nil, fmt.Errorf("%s is missing", name)
		case !message.Has(field):
		case field.Enum() != nil:
			mode := field.Enum().Values().ByNumber(value.Enum())
			if mode == nil {
				return nil, fmt.Errorf("%s is %d", name, value.Enum())
			}
			said[name] = string(mode.Name())
		default:
			said[name] = value.Interface()
		}
	}
	return said, nil
}

func main() {
	readers := map[string]func([]byte) (fact, error){".yaml": readProtocol, ".core": readCore, ".json": readMessage}
	for _, path := range os.Args[1:] {
		text, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		line := fact{}
		if said, err := readers[filepath.Ext(path)](text); err != nil {
			line["error"] = strings.ReplaceAll(err.Error(), "\u00a0", " ")
		} else {
			line["said"] = said
		}
		if err := json.NewEncoder(os.Stdout).Encode(line); err != nil {
			panic(err)
		}
	}
}
