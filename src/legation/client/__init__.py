"""Questions to a server of the record, with the methods of `Query`."""

from legation.client.asking_a_server import Client

__all__ = ["Client"]
