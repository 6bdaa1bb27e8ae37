"""What columns are called in the tables of two languages."""

from __future__ import annotations

from collections.abc import Mapping

# By field, in lower case, with a bar between.
_CALLED = {
    "day": (
        "day|date|when|date and time|paid on|дата|день|когда|дата и время|дата платежа|дата оплаты"
    ),
    "time": "time|hour|время|час",
    "summary": "summary|subject|topic|about|what|тема|кратко|содержание|предмет|суть",
    "channel": "channel|type|kind|medium|канал|тип|вид|способ",
    "direction": "direction|who|from|направление|кто|от кого",
    "text": (
        "text|notes|note|comment|description|details|текст|комментарий|примечание|описание|заметки"
    ),
    "person": "person|contact|people|with|лицо|контакт|контактное лицо|сотрудник|с кем",
    "vendor": (
        "vendor|supplier|company|contractor|подрядчик|поставщик|компания|исполнитель|контрагент"
    ),
    "tone": "tone|mood|тон|настроение",
    "asks": "asks|reply expected|ждёт ответа|ждет ответа|нужен ответ",
    "amount": ("amount|sum|value|price|total|сумма|стоимость|цена|цена контракта|сумма контракта"),
    "currency": "currency|валюта|код валюты",
    "purpose": "purpose|for|description|назначение|назначение платежа|за что",
    "agreement": "agreement|contract|contract number|договор|номер договора|контракт",
    "number": (
        "number|no|no.|id|contract|contract number|contract id|номер|№|номер контракта|"
        "номер договора|реестровый номер"
    ),
    "title": (
        "title|name|subject|название|наименование|предмет|предмет контракта|предмет договора"
    ),
    "signed": "signed|date signed|signed on|дата заключения|дата подписания|заключён|подписан",
    "starts": "starts|start|start date|from|begin|начало|дата начала|с",
    "ends": "ends|end|end date|to|until|окончание|дата окончания|по|срок",
    "items": "items|item|scope|позиции|объект закупки|объём|объем|состав",
}

#: The names of columns (in lower case) by the field that they have.
HEADERS: Mapping[str, frozenset[str]] = {
    field: frozenset(names.split("|")) for field, names in _CALLED.items()
}


def fold(header: str) -> str:
    """Return a header as it is compared: case, white space and marks at its end do not matter."""
    return header.casefold().strip(" :*")
