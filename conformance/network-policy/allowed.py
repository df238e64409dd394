"""Asks network-config-analyzer which connections NetworkPolicies allow.

Reads one JSON document from standard input, `{"manifests": PATH, "pairs": [[SOURCE, DESTINATION, PORT], ...]}`, and
prints a JSON list with `true` for each pair whose TCP connection is allowed. A source or destination is the name of a
pod, `<namespace>/<name>`, or an IPv4 address outside of the cluster.
"""

import contextlib
import io
import json
import sys

from nca.CoreDS.ConnectivityProperties import ConnectivityProperties
from nca.CoreDS.Peer import IpBlock, PeerSet, Pod
from nca.CoreDS.PortSet import PortSet
from nca.CoreDS.ProtocolSet import ProtocolSet
from nca.NetworkConfig.ResourcesHandler import ResourcesHandler


def main() -> None:
    question = json.load(sys.stdin)
    # The library reports on standard output.
    with contextlib.redirect_stdout(io.StringIO()):
        config = ResourcesHandler().get_network_config(None, None, None, [question["manifests"]])
        allowed = config.allowed_connections().all_allowed_conns
        peers = list(config.peer_container.get_all_peers_group())
        answers = [
            bool(allowed & connection(peers, source, destination, port))
            for source, destination, port in question["pairs"]
        ]
    json.dump(answers, sys.stdout)


def connection(peers: list, source: str, destination: str, port: int) -> ConnectivityProperties:
    return ConnectivityProperties.make_conn_props_from_dict(
        {
            "src_peers": PeerSet({peer_of(peers, source)}),
            "dst_peers": PeerSet({peer_of(peers, destination)}),
            "protocols": ProtocolSet.get_protocol_set_with_single_protocol("TCP"),
            "dst_ports": PortSet.make_port_set_with_range(port, port),
        }
    )


def peer_of(peers: list, name: str):
    if "/" not in name:
        return IpBlock(f"{name}/32")
    namespace, pod = name.split("/")
    for peer in peers:
        if isinstance(peer, Pod) and peer.name == pod and str(peer.namespace.name) == namespace:
            return peer
    raise ValueError(f"no pod is {name}")


if __name__ == "__main__":
    main()
