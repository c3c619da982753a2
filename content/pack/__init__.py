"""The plain pack: a folder of JSON files that a person can read, compare and mend by hand.

| file             | holds                                                          |
|------------------|----------------------------------------------------------------|
| `services.jsonl` | the services, one a line, with the organizations they name     |
| `topics.json`    | the subjects to browse by                                      |
| `wordings.jsonl` | how people ask for each service (optional)                     |
| `guides.jsonl`   | steps across services (optional)                               |
| `crises.json`    | kinds of danger and whom to call (optional)                    |
| `holidays.json`  | days on which offices in general are closed (optional)         |

Other files in the folder are left alone. An organization lives with its services: one that gives none is not written.
"""

from __future__ import annotations

from content.pack.checking import check_pack
from content.pack.reading import read_pack
from content.pack.writing import holds_pack, write_pack

__all__ = ["check_pack", "holds_pack", "read_pack", "write_pack"]
