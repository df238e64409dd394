package main

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"
	"time"

	"istio.io/istio/security/pkg/pki/util"
)

// Certificate is a certificate with its private key, both as PEM.
type Certificate struct {
	Chain string `json:"chain"`
	Key   string `json:"key"`
}

const lifetime = 24 * time.Hour

// certificatesOf signs all of them by one new authority, as istiod's own does for the workloads of a mesh.
func certificatesOf(requests []CertificateRequest) (string, map[string]Certificate, error) {
	if len(requests) == 0 {
		return "", nil, nil
	}
	authority, authorityKey, err := util.GenCertKeyFromOptions(util.CertOptions{
		TTL: lifetime, Org: "conformance", IsCA: true, IsSelfSigned: true, ECSigAlg: util.EcdsaSigAlg,
	})
	if err != nil {
		return "", nil, err
	}
	block, _ := pem.Decode(authority)
	if block == nil {
		return "", nil, errors.New("the authority's certificate is not PEM")
	}
	signer, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return "", nil, err
	}
	signerKey, err := util.ParsePemEncodedKey(authorityKey)
	if err != nil {
		return "", nil, err
	}
	certificates := map[string]Certificate{}
	for _, request := range requests {
		chain, key, err := util.GenCertKeyFromOptions(util.CertOptions{
			Host: strings.Join(request.Hosts, ","), TTL: lifetime, Org: "conformance",
			IsClient: true, IsServer: true, ECSigAlg: util.EcdsaSigAlg,
			SignerCert: signer, SignerPriv: signerKey,
		})
		if err != nil {
			return "", nil, err
		}
		certificates[request.Name] = Certificate{Chain: string(chain), Key: string(key)}
	}
	return string(authority), certificates, nil
}
