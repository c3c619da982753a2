"""Phones and places as a pack writes them."""

from __future__ import annotations

import re

from content.directory import Address, Location, Phone
from content.pack.faults import quoted
from content.pack.fields import Fields
from content.pack.reviews import WrittenTexts
from content.spoken_languages import code_of

_NUMBER = re.compile("[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}|[1-9][0-9]{2}")
_EXAMPLE = "505-924-3890"


def read_phone(fields: Fields) -> Phone:
    """One entry of `phones`."""
    number = read_number(fields)
    if fields.has("label") and fields.has("label_en"):
        fields.fault("label", "the line has label_en as well", "leave label_en only")
    label = fields.text_in("label" if fields.has("label") else "label_en", "label_es", "label")
    fields.has("label_en")
    phone = Phone(number, label, _languages(fields))
    fields.finish()
    return phone


def read_number(fields: Fields) -> str:
    """The `number` of a line: ten digits with dashes, or a short code."""
    number = fields.required_line("number")
    if fields.has("number") and not _NUMBER.fullmatch(number):
        fields.fault("number", f"{quoted(number)} is not a phone number", f"write {_suggested(number)}")
    return number


def write_phone(phone: Phone, texts: WrittenTexts, path: str) -> dict[str, object]:
    """One entry of `phones`."""
    label = texts.note(f"{path}label", phone.label)
    record: dict[str, object] = {
        "number": phone.number,
        "label_en": label and label.en,
        "label_es": label and label.es,
    }
    return record | ({"languages": list(phone.languages)} if phone.languages else {})


def read_locations(fields: Fields) -> tuple[Location, ...]:
    """The first place from the record's own fields, further ones from its `more_locations`."""
    places = [_location(fields)]
    for more in fields.nested_list("more_locations"):
        places.append(_location(more))
        more.finish()
    return tuple(place for place in places if place != _NOWHERE)


def write_locations(locations: tuple[Location, ...]) -> dict[str, object]:
    """The record's fields that say where."""
    first, *more = [place for place in locations if place != _NOWHERE] or [_NOWHERE]
    return _location_written(first) | ({"more_locations": list(map(_location_written, more))} if more else {})


_NOWHERE = Location()


def _languages(fields: Fields) -> tuple[str, ...]:
    names = list(fields.lines("languages"))
    if one := fields.line("language"):
        names.append(one)
    codes = [code_of(name) for name in names]
    for name, code in zip(names, codes, strict=True):
        if code is None:
            fields.fault("languages", f"{quoted(name)} is not a language we know", "write its two-letter code")
    return tuple(code for code in codes if code)


def _suggested(number: str) -> str:
    digits = re.sub("[^0-9]", "", number).removeprefix("1")
    if len(digits) == 10 and _NUMBER.fullmatch(spelled := f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"):
        return spelled
    return f"all ten digits like {_EXAMPLE}, or a short code like 311"


def _location(fields: Fields) -> Location:
    latitude, longitude = fields.degrees("latitude", 90), fields.degrees("longitude", 180)
    if (latitude is None) != (longitude is None):
        fields.fault("longitude", "latitude and longitude go together", "write both or neither")
    address = fields.nested("address")
    return Location(_address(address) if address else None, fields.line("neighborhood"), latitude, longitude)


def _address(fields: Fields) -> Address:
    address = Address(
        street=fields.required_line("street"),
        city=fields.required_line("city"),
        state=fields.required_line("state"),
        unit=fields.line("unit"),
        postal_code=fields.line("zip"),
    )
    fields.finish()
    return address


def _location_written(place: Location) -> dict[str, object]:
    record: dict[str, object] = {"address": place.address and _address_written(place.address)}
    record["neighborhood"] = place.neighborhood
    if place.latitude is not None or place.longitude is not None:
        record |= {"latitude": place.latitude, "longitude": place.longitude}
    return record


def _address_written(address: Address) -> dict[str, object]:
    return {
        "street": address.street,
        "unit": address.unit,
        "city": address.city,
        "state": address.state,
        "zip": address.postal_code,
    }
