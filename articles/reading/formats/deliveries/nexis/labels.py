"""The labels that Nexis prints before its fields, in the languages of its readers, and what each means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.text import fold

LABEL_MAX_CHARACTERS = 34

# What a label means → how it is printed in English, German, French, Spanish, Dutch, Italian and Portuguese.
_PRINTED = {
    "section": "section|rubrik|ressort|rubrique|sección|seccion|sectie|rubriek|sezione|seção|secção",
    "length": "length|länge|laenge|longueur|longitud|extensión|lengte|lunghezza|comprimento",
    "byline": "byline|autor|autoren|verfasser|auteur|auteurs|autores|firma|door|autore|signature",
    "dateline": "dateline|datumszeile|ortsmarke|lieu|lugar|plaats|dagtekening",
    "title": "headline|überschrift|schlagzeile|titel|titre|titular|título|kop|titolo",
    "body": "body|text|textkörper|hauptteil|haupttext|corps|corps du texte|texte|cuerpo|texto|cuerpo del texto|"
    "tekst|hoofdtekst|corpo|testo|corpo del testo|corpo do texto",
    "highlight": "highlight|highlights|lead|chapeau|vorspann|encart|insert|destacado|samenvatting|teaser|kicker",
    "loaded": "load-date|load date|update|ladedatum|date-chargement|date de chargement|mise à jour|mise-a-jour|fecha-carga|"
    "fecha de carga|laaddatum|datum-laden|data di caricamento|data de carregamento|hochgeladen|actualización",
    "language": "language|sprache|langue|idioma|lengua|taal|lingua",
    "document_type": "publication-type|publication type|type-publication|type de publication|publikationstyp|"
    "publikationsart|type|tipo de publicación|tipo-publicación|type-publicatie|publicatietype|pub-type|document-type|"
    "document type|tipo di pubblicazione|tipo de publicação|dokumenttyp",
    "code": "journal-code|journal code|zeitungs-code|zeitungscode|code-journal|code journal|acc-no|isbn|issn|krantencode|"
    "código de publicación|publication-code|dokument-id|doc-id",
    "subjects": "subject|subjects|sujet|sujets|thema|themen|stichwort|stichwörter|schlagwort|schlagwörter|tema|"
    "temas|materia|onderwerp|onderwerpen|soggetto|assunto|keyword|keywords|terms",
    "companies": "company|companies|société|societe|sociétés|organization|organisation|unternehmen|firmen|firmenname|"
    "empresa|"
    "empresas|bedrijf|bedrijven|società",
    "regions": "geographic|geo-localization|localisation-geo|localisation géographique|geografie|geographie|country|"
    "state|city|region|geográfico|ubicación geográfica|geografisch|pays|land|länder|ville|stadt|geografico",
    "classification": "industry|activity-sector|secteur-activite|secteur d'activité|branche|branchen|industria|sector|"
    "person|"
    "people|personne|personen|ticker|stock-symbol|symbole-boursier|börsenkürzel|industria|bedrijfstak|persona|personas|"
    "distribution|verbreitung|series|serie|série|name|correction-date|notes|note|anmerkung|source|quelle|websites|"
    "site web|product|produkt|jahrgang|volume|band|issue|ausgabe-nr|related|isin|naics|sic|acquired|org|geo",
    "graphic": "graphic|graphics|grafik|graphique|illustration|illustrations|gráfico|grafiek|foto|abbildung|bild|"
    "bildunterschrift|"
    "photo|photos|caption|grafica",
    "correction": "correction|korrektur|berichtigung|corrección|correctie|rectificatif|rectification",
    "edition": "edition|ausgabe|édition|edición|editie|edizione",
    "page": "page|pages|seite|seiten|página|páginas|pagina|pg",
    "url": "url|link|lien|enlace",
    "copyright": "copyright",
    "published": "date|datum|fecha|data|publication-date|publication date",
}
# Labels that stand behind the text and nowhere else.
TAIL = frozenset(("loaded", "language", "document_type", "code"))
END = frozenset(
    map(
        fold,
        (
            "End of Document|Ende des Dokuments|Dokumentende|Dokument Ende|Fin du document|Fin de document|"
            "Fin del documento|Fin de documento|Einde van document|Einde van het document|Einde document|"
            "Fine del documento|Fim do documento"
        ).split("|"),
    )
)
CLASSIFICATION = frozenset(
    map(
        fold,
        "Classification|Klassifizierung|Klassifikation|Clasificación|Classificatie|Classificazione|Classificação".split(
            "|"
        ),
    )
)
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w'’. -]{1,32}?)\s?:(?:\s+|$)")
_RIGHTS = re.compile(
    r"(?:copyright\b|\(c\)\s?(?:19|20)\d\d|©|all rights reserved|alle rechte vorbehalten|tous droits|todos los derechos|"
    r"alle rechten voorbehouden|tutti i diritti|todos os direitos)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the head of a line: what it means, how it is printed, and where the value behind it begins."""

    means: str
    printed: str
    value_at: int


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    return {fold(form): means for means, forms in _PRINTED.items() for form in forms.split("|")}


def label_of(text: str) -> Label | None:
    """The known label that a line opens with.

    >>> label_of("LÄNGE: 51 Wörter").means, label_of("Load-Date: July 8, 2021").means, label_of("He said: no")
    ('length', 'loaded', None)
    """
    match = _LABEL.match(text[: LABEL_MAX_CHARACTERS + 2])
    means = _meanings().get(fold(match["label"]), "") if match else ""
    return Label(means, match["label"], match.end()) if match and means else None


def heading_of(text: str) -> str:
    """What a line means that is nothing but the heading of a part ("Body", "Graphic"); else empty.

    >>> heading_of("Body"), heading_of("Texte"), heading_of("Body and soul")
    ('body', 'body', '')
    """
    means = _meanings().get(fold(text), "") if len(text) <= LABEL_MAX_CHARACTERS else ""
    return means if means in ("body", "graphic", "highlight", "correction") else ""


def is_rights(text: str) -> bool:
    """Whether a line is a copyright notice or its second line.

    >>> is_rights("Copyright 2021 Invented Newspapers Ltd"), is_rights("Tous droits réservés"), is_rights("The right")
    (True, True, False)
    """
    return len(text) <= 300 and _RIGHTS.match(text.strip(" .")) is not None
