"""Topics as `topics.json` writes them."""

from __future__ import annotations

from collections.abc import Mapping

from content.directory import Topic, TopicId
from content.language import Text
from content.pack.faults import quoted
from content.pack.fields import Fields
from content.pack.reviews import WrittenTexts


def read_topic(fields: Fields) -> Topic:
    """One entry of the file."""
    name = fields.text_in("en", "es", "name")
    if name is None:
        fields.fault("en", "this field is required", "write en or es")
    parent = fields.line("parent")
    topic = Topic(TopicId(fields.id("slug")), name or Text(en="-"), TopicId(parent) if parent else None)
    fields.finish()
    return topic


def write_topic(topic: Topic) -> dict[str, object]:
    """One entry of the file."""
    texts = WrittenTexts()
    texts.note("name", topic.name)
    record: dict[str, object] = {"slug": topic.id, "en": topic.name.en, "es": topic.name.es}
    return record | ({"parent": topic.parent} if topic.parent else {}) | texts.reviews()


def check_parent(topic: Topic, fields: Fields, topics: Mapping[TopicId, Topic]) -> None:
    """Note a parent that is not there, or a topic that lies under itself."""
    above, seen = topic.parent, set[TopicId]()
    if above and above not in topics:
        fields.fault("parent", f"there is no topic {quoted(above)}", "use a slug of this file")
    while above and above in topics and above not in seen:
        seen.add(above)
        above = topics[above].parent
    if topic.id in seen:
        fields.fault("parent", f"{quoted(topic.id)} lies under itself", "name another parent, or none")
