package main

import (
	"fmt"
	"strings"

	networking "istio.io/api/networking/v1alpha3"
	"istio.io/istio/pilot/pkg/networking/serviceentry"
	"istio.io/istio/pkg/config"
)

// allocated gives hosts of ServiceEntries the addresses that istiod's controller writes into their status, which does
// not run here: the condition is the controller's own, the addresses are given in the order of the hosts.
func allocated(configs []config.Config) []config.Config {
	next := 0
	for i, entry := range configs {
		if !serviceentry.ShouldV2AutoAllocateIPFromConfig(entry) {
			continue
		}
		var addresses []*networking.ServiceEntryAddress
		for _, host := range entry.Spec.(*networking.ServiceEntry).Hosts {
			if strings.HasPrefix(host, "*") {
				continue
			}
			next++
			addresses = append(addresses, &networking.ServiceEntryAddress{
				Host: host, Value: fmt.Sprintf("240.240.%d.%d", next/250, next%250+1),
			})
		}
		configs[i].Status = &networking.ServiceEntryStatus{Addresses: addresses}
	}
	return configs
}
