"""PLOVER's closed sets of codes, as events carry them.

Source: Open Event Data Alliance, PLOVER Event, Actor and Data Interchange Specification, draft version 2.0; the
section is named in each docstring. What the codes mean, with examples and limits, is the codebook's to say.

Left out on purpose: codes that only the older CAMEO crosswalk, draft 0.8, still has (modes `return`, `ease`, `ban`,
`political`, `assassinate`, `massacre`, `cleansing`; contexts `humanitarian`, `democracy`), and `sideAB`, which would be
a second mode on one event.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class EventType(StrEnum):
    """What was done: the sixteen event categories (PLOVER 2.0, chapter Event Categories)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Mode(StrEnum):
    """How it was done (PLOVER 2.0, the tables of modes in chapter Event Categories); `MODES` says which type has which.

    `meet` with CONSULT is ours: face to face, where nobody is told apart as visitor and host.
    """

    ABDUCT = "abduct"
    ACCESS = "access"
    AERIAL = "aerial"
    ALLEGE = "allege"
    ARREST = "arrest"
    ASSIST = "assist"
    BEAT = "beat"
    BOYCOTT = "boycott"
    CEASEFIRE = "ceasefire"
    CENSOR = "censor"
    CHANGE = "change"
    CONVICT = "convict"
    CROWD_CONTROL = "crowd-control"
    CURFEW = "curfew"
    CYBER = "cyber"
    DEMO = "demo"
    DEPORT = "deport"
    DESTROY = "destroy"
    DISAPPROVE = "disapprove"
    DISARM = "disarm"
    DISCONTINUE = "discontinue"
    DRONE = "drone"
    EXPEL = "expel"
    EXPLOSIVES = "explosives"
    FIREARMS = "firearms"
    HEAVY_WEAPONS = "heavy-weapons"
    HUNGER = "hunger"
    INVESTIGATE = "investigate"
    MARTIAL_LAW = "martial-law"
    MEET = "meet"
    MILITIA = "militia"
    MISINFORMATION = "misinformation"
    MULTILATERAL = "multilateral"
    OBSTRUCT = "obstruct"
    PHONE = "phone"
    POLICE = "police"
    PRIMITIVE = "primitive"
    RELATIONS = "relations"
    RELEASE = "release"
    RESIGN = "resign"
    RESTRICT = "restrict"
    RIOT = "riot"
    SEIZE = "seize"
    SEXUAL = "sexual"
    STRIKE = "strike"
    SUICIDE_ATTACK = "suicide-attack"
    TARGETED = "targeted"
    TERRITORY = "territory"
    THIRD_PARTY = "third-party"
    TORTURE = "torture"
    TROOPS = "troops"
    UNCONVENTIONAL = "unconventional"
    VANDALIZE = "vandalize"
    VIOLENCE = "violence"
    VISIT = "visit"
    WEAPONS = "weapons"
    WITHDRAW = "withdraw"
    WITHHOLD = "withhold"
    YIELD = "yield"


def _modes(names: str) -> tuple[Mode, ...]:
    return tuple(map(Mode, names.split()))


MODES: Final[Mapping[EventType, tuple[Mode, ...]]] = MappingProxyType(
    {
        EventType.AGREE: (),
        EventType.CONSULT: _modes("visit third-party multilateral phone meet"),
        EventType.SUPPORT: (),
        EventType.CONCEDE: (),
        EventType.COOPERATE: (),
        EventType.AID: (),
        EventType.RETREAT: _modes("withdraw release disarm ceasefire access resign"),
        EventType.REQUEST: _modes("assist change yield meet"),
        EventType.ACCUSE: _modes("disapprove investigate allege"),
        EventType.REJECT: _modes("assist change yield meet"),
        EventType.THREATEN: _modes("restrict arrest relations expel territory violence"),
        EventType.PROTEST: _modes("demo riot strike hunger boycott obstruct vandalize"),
        EventType.SANCTION: _modes("convict expel withdraw discontinue"),
        EventType.MOBILIZE: _modes("troops weapons police militia"),
        EventType.COERCE: _modes(
            "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
        ),
        EventType.ASSAULT: _modes(
            "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
            "heavy-weapons crowd-control unconventional",
        ),
    }
)
"""The modes that each type may have (PLOVER 2.0, the table of modes in each category's section)."""

QUAD: Final[Mapping[EventType, int]] = MappingProxyType(
    {
        **dict.fromkeys((EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE), 1),
        **dict.fromkeys((EventType.COOPERATE, EventType.AID, EventType.RETREAT), 2),
        **dict.fromkeys((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN), 3),
        **dict.fromkeys(
            (EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT), 4
        ),
    }
)
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict (PLOVER 2.0, the end of each
category's section). A closing table has SANCTION under 3, against its own section and the summary; here it is 4."""


class Context(StrEnum):
    """What it was about (PLOVER 2.0, table General contexts); several may hold at once, with any type."""

    MILITARY = "military"
    INTELLIGENCE = "intelligence"
    EXECUTIVE = "executive"
    LEGISLATIVE = "legislative"
    ELECTION = "election"
    POLITICAL_INSTITUTIONS = "political_institutions"
    PRO_DEMOCRACY = "pro_democracy"
    PRO_AUTOCRACY = "pro_autocracy"
    ECONOMIC = "economic"
    LEGAL = "legal"
    REPARATIONS = "reparations"
    HUMAN_RIGHTS = "human_rights"
    RIGHTS_FREEDOMS = "rights_freedoms"
    REPRESSION = "repression"
    HUMAN_SECURITY = "human_security"
    GENDER = "gender"
    LGBT = "lgbt"
    RELIGION_ETHNICITY = "religion_ethnicity"
    INEQUALITY = "inequality"
    DIPLOMATIC = "diplomatic"
    TERRITORY = "territory"
    PEACEKEEPING = "peacekeeping"
    HEALTH = "health"
    ASYLUM = "asylum"
    MIGRATION = "migration"
    DISASTERS = "disasters"
    NATURAL_RESOURCE = "natural_resource"
    ENVIRONMENT = "environment"
    TECHNOLOGY = "technology"
    TERRORISM = "terrorism"
    CBRN = "cbrn"
    CYBER = "cyber"
    MISINFORMATION = "misinformation"
    CRIME = "crime"
    CORRUPTION = "corruption"
    ILLEGAL_DRUGS = "illegal_drugs"
    TRAFFICKING = "trafficking"


class Sector(StrEnum):
    """Which part of society an actor belongs to (PLOVER 2.0, table Sector Codes)."""

    COP = "COP"
    GOV = "GOV"
    JUD = "JUD"
    LEG = "LEG"
    MIL = "MIL"
    PRM = "PRM"
    PTY = "PTY"
    REB = "REB"
    SPY = "SPY"
    UAF = "UAF"
    UNK = "UNK"
    AGR = "AGR"
    BUS = "BUS"
    CRM = "CRM"
    CVL = "CVL"
    EDU = "EDU"
    ELI = "ELI"
    JRN = "JRN"
    LAB = "LAB"
    MED = "MED"
    REF = "REF"
    OPP = "OPP"
    PRE = "PRE"
    REL = "REL"
    SOC = "SOC"
