package main

import (
	"crypto"
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

// authority signs certificates.
type authority struct {
	chain string
	cert  *x509.Certificate
	key   crypto.PrivateKey
}

// Authorities are those that the certificates of a question are from, as PEM.
type Authorities struct {
	// Mesh is what istiod's own is to the workloads of a mesh.
	Mesh string `json:"mesh,omitempty"`
	// Outside is the one that everybody else trusts.
	Outside string `json:"outside,omitempty"`
}

// certificatesOf signs all of them by two new authorities.
func certificatesOf(requests []CertificateRequest) (Authorities, map[string]Certificate, error) {
	if len(requests) == 0 {
		return Authorities{}, nil, nil
	}
	mesh, err := newAuthority("mesh")
	if err != nil {
		return Authorities{}, nil, err
	}
	outside, err := newAuthority("outside")
	if err != nil {
		return Authorities{}, nil, err
	}
	certificates := map[string]Certificate{}
	for _, request := range requests {
		signer := mesh
		if request.Outside {
			signer = outside
		}
		chain, key, err := util.GenCertKeyFromOptions(util.CertOptions{
			Host: strings.Join(request.Hosts, ","), TTL: lifetime, Org: "conformance",
			IsClient: true, IsServer: true, ECSigAlg: util.EcdsaSigAlg,
			SignerCert: signer.cert, SignerPriv: signer.key,
		})
		if err != nil {
			return Authorities{}, nil, err
		}
		certificates[request.Name] = Certificate{Chain: string(chain), Key: string(key)}
	}
	return Authorities{Mesh: mesh.chain, Outside: outside.chain}, certificates, nil
}

func newAuthority(name string) (*authority, error) {
	chain, key, err := util.GenCertKeyFromOptions(util.CertOptions{
		TTL: lifetime, Org: "conformance " + name, IsCA: true, IsSelfSigned: true, ECSigAlg: util.EcdsaSigAlg,
	})
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(chain)
	if block == nil {
		return nil, errors.New("the authority's certificate is not PEM")
	}
	cert, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, err
	}
	signerKey, err := util.ParsePemEncodedKey(key)
	if err != nil {
		return nil, err
	}
	return &authority{chain: string(chain), cert: cert, key: signerKey}, nil
}
