"""What an address on the web is, and which network addresses are public: to be fetched from."""

from __future__ import annotations

import ipaddress

# An IPv4 address in the dress of an IPv6 one is judged as what it is: the last 32 bits.
_DRESSED = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "64:ff9b::/96",  # NAT64, RFC 6052
        "::/96",  # IPv4-compatible, RFC 4291; with :: and ::1 in it
    )
)
# What Python's table of special addresses (IANA) lets pass, or knows in newer versions only.
_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "64:ff9b:1::/48",  # NAT64 of a network's own, RFC 8215
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "3fff::/20",  # documentation, RFC 9637
        "5f00::/16",  # segment routing, RFC 9602
        "fec0::/10",  # site-local, RFC 3879
    )
)


def is_url(source: str) -> bool:
    """Whether a source is an address on the web, and no path."""
    return source.lower().startswith(("http://", "https://"))


def is_public(address: str) -> bool:
    """Whether an address is anybody's to reach, and not a network's own.

    Raises `ValueError` for a text that is no address; names are resolved before.
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        dressed = any(ip in network for network in _DRESSED)
        within = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if dressed else None
        ip = ip.ipv4_mapped or ip.sixtofour or within or ip
    closed = any(ip in network for network in _CLOSED if network.version == ip.version)
    return ip.is_global and not ip.is_multicast and not closed
