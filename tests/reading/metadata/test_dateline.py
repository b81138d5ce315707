"""Datelines as many wires write them, and heads of paragraphs that only look like one."""

from __future__ import annotations

import pytest

from articles.reading.metadata.dateline import find_dateline
from articles.reading.metadata.place_lexicon import prose_case

BODY = "Two envoys met on Thursday and said that talks would go on."
# dateline as printed | place | region | country | agency | month | day | year
FORMS = """
KABUL, July 8 (Reuters) - |Kabul|||Reuters|7|8|
KABUL, Afghanistan (AP) — |Kabul||Afghanistan|AP|||
NAIROBI, Kenya (AP) _ |Nairobi||Kenya|AP|||
MOSCOW, July 8. /TASS/. |Moscow|||TASS|7|8|
MOSCOW. July 8 (Interfax) - |Moscow|||Interfax|7|8|
BEIJING, July 8 (Xinhua) -- |Beijing|||Xinhua|7|8|
New Delhi, Jul 8 (PTI) |New Delhi|||PTI|7|8|
TEHRAN (IRNA) – |Tehran|||IRNA|||
KABUL (Pajhwok): |Kabul|||Pajhwok|||
SEOUL, July 8 (Yonhap) -- |Seoul|||Yonhap|7|8|
LONDON/KABUL, 8 July (Reuters) - |London|||Reuters|7|8|
UNITED NATIONS (AP) — |United Nations|||AP|||
UNITED NATIONS, Oct 3 (Reuters) - |United Nations|||Reuters|10|3|
ABOARD AIR FORCE ONE (AP) — |Aboard Air Force One|||AP|||
ABOARD AIR FORCE ONE, Sept 2 (Reuters) - |Aboard Air Force One|||Reuters|9|2|
ST. LOUIS (AP) — |St. Louis|||AP|||
ST. LOUIS, May 4 - |St. Louis||||5|4|
TOLEDO, Ohio (AP) — |Toledo|Ohio||AP|||
LAS CRUCES, N.M. (AP) — |Las Cruces|N.M.||AP|||
WASHINGTON (AFP) - |Washington|||AFP|||
Washington (AFP) – |Washington|||AFP|||
TOKYO — |Tokyo||||||
TOKYO _ |Tokyo||||||
TASHKENT, Uzbekistan — |Tashkent||Uzbekistan||||
TASHKENT, Uzbekistan – |Tashkent||Uzbekistan||||
Kabul, Afghanistan – |Kabul||Afghanistan||||
Kabul, Afghanistan (CNN) -- |Kabul||Afghanistan|CNN|||
Kabul: |Kabul||||||
KABUL: (MEP) |Kabul|||MEP|||
dsfKABUL: (MEP) |Kabul|||MEP|||
ISLAMABAD: |Islamabad||||||
PESHAWAR, July 8 (APP): |Peshawar|||APP|7|8|
KUALA LUMPUR, July 8 (Bernama) -- |Kuala Lumpur|||Bernama|7|8|
JAKARTA (ANTARA) - |Jakarta|||ANTARA|||
Hanoi (VNA) – |Hanoi|||VNA|||
DUBAI, 8th July, 2021 (WAM) -- |Dubai|||WAM|7|8|2021
Riyadh, July 08, 2021, SPA -- |Riyadh|||SPA|7|8|2021
BAKU, Azerbaijan, July 8. Trend: |Baku||Azerbaijan|Trend|7|8|
NUR-SULTAN. KAZINFORM – |Nur-Sultan|||KAZINFORM|||
KYIV, July 8 /Ukrinform/. |Kyiv|||Ukrinform|7|8|
WARSAW, Poland, Jul 8 (EFE).- |Warsaw||Poland|EFE|7|8|
DAMASCUS, (SANA)- |Damascus|||SANA|||
MANILA, July 8 (PNA) -- |Manila|||PNA|7|8|
BERLIN (dpa) - |Berlin|||dpa|||
GENEVA, 8 July 2021 – |Geneva||||7|8|2021
NEW YORK, Thursday, July 8 (Reuters) — |New York|||Reuters|7|8|
PORT-AU-PRINCE, Haiti (AP) — |Port-au-Prince||Haiti|AP|||
DAR ES SALAAM, Tanzania (AP) — |Dar es Salaam||Tanzania|AP|||
N’DJAMENA, Chad (AP) — |N’Djamena||Chad|AP|||
McALLEN, Texas (AP) — |McAllen|Texas||AP|||
VANCOUVER, British Columbia (AP) — |Vancouver|British Columbia||AP|||
TBILISI, Georgia (AP) — |Tbilisi||Georgia|AP|||
SAN FRANCISCO--(BUSINESS WIRE)-- |San Francisco|||BUSINESS WIRE|||
LONDON, July 8, 2021 /PRNewswire/ -- |London|||PRNewswire|7|8|2021
ROME, LIMA and OSLO, May 2 - |Rome|Lima and Oslo|||5|2|
**BRUSSELS, May 2 - |Brussels||||5|2|
MAZAR-I-SHARIF, Afghanistan, May 2 (Reuters/AFP) - |Mazar-i-Sharif||Afghanistan|Reuters/AFP|5|2|
THE HAGUE, Netherlands (AP) — |The Hague||Netherlands|AP|||
sioux falls, april 7 - |Sioux Falls||||4|7|
Kabul, Afghanistan | AFP - |Kabul||Afghanistan|AFP|||
Berlin (dpa/AFP) – |Berlin|||dpa/AFP|||
(ANSA) - ROME, JUL 8 - |Rome|||ANSA|7|8|
New Delhi [India], July 8 (ANI): |New Delhi||India|ANI|7|8|
Kabul [Afghanistan], July 8 (ANI/Xinhua): |Kabul||Afghanistan|ANI/Xinhua|7|8|
Damascus, (SANA) |Damascus|||SANA|||
MOSCOW, July 8 - RIA Novosti. |Moscow|||RIA Novosti|7|8|
DUSHANBE, 08.07.2021 (NIAT Khovar) – |Dushanbe|||NIAT Khovar|7|8|2021
BISHKEK (24.kg) – |Bishkek|||24.kg|||
Baku, July 8, AZERTAC |Baku|||AZERTAC|7|8|
YEREVAN, JULY 8, ARMENPRESS. |Yerevan|||ARMENPRESS|7|8|
Hà Nội (VNS/VNA) — |Hà Nội|||VNS/VNA|||
ALGIERS- |Algiers||||||
GENEVA (8 July 2021) – |Geneva||||7|8|2021
SHAH ALAM, Thurs. - |Shah Alam||||||
Ulaanbaatar /MONTSAME/. |Ulaanbaatar|||MONTSAME|||
Havana, Jul 8 (Prensa Latina) |Havana|||Prensa Latina|7|8|
BRUSSELS/WARSAW, July 8 (Reuters) - |Brussels|||Reuters|7|8|
WASHINGTON, DC, July 8 (UPI) -- |Washington|DC||UPI|7|8|
KUWAIT, July 8 (KUNA) -- |Kuwait|||KUNA|7|8|
KABUL, Afghanistan, July 8 (UPI) -- |Kabul||Afghanistan|UPI|7|8|
(Kabul) – |Kabul||||||
Kabul, 8 July 2021 – |Kabul||||7|8|2021
BRUSSELS — |Brussels||||||
LASHKAR GAH, Afghanistan — |Lashkar Gah||Afghanistan||||
SPIN BOLDAK/CHAMAN — |Spin Boldak||||||
Kabul, Jul. 8 (ANI): |Kabul|||ANI|7|8|
NEW DELHI: |New Delhi||||||
ISLAMABAD - |Islamabad||||||
TASHKENT, Uzbekistan, July 16, 2021 /PRNewswire/ -- |Tashkent||Uzbekistan|PRNewswire|7|16|2021
WASHINGTON, D.C. – |Washington|D.C.|||||
MOSCOW (Sputnik) — |Moscow|||Sputnik|||
NEW YORK, 8 July 2021 (UN News) — |New York|||UN News|7|8|2021
DUSHANBE, Tajikistan (RFE/RL) -- |Dushanbe||Tajikistan|RFE/RL|||
Nairobi – |Nairobi||||||
Geneva/Kabul, 8 July 2021 - |Geneva||||7|8|2021
KANDAHAR CITY (Pajhwok): |Kandahar City|||Pajhwok|||
Dhaka, July 8 (BSS) - |Dhaka|||BSS|7|8|
COLOMBO (News 1st) - |Colombo|||News 1st|||
LAGOS, Nigeria, July 8, 2021 (GLOBE NEWSWIRE) -- |Lagos||Nigeria|GLOBE NEWSWIRE|7|8|2021
HERAT, Afghanistan, Jul 8 (IPS) - |Herat||Afghanistan|IPS|7|8|
Rome, 8 Jul. (Adnkronos) - |Rome|||Adnkronos|7|8|
Berlin (dpa) - |Berlin|||dpa|||
Vienna, 8 July (APA) – |Vienna|||APA|7|8|
Warsaw, July 8 (PAP) - |Warsaw|||PAP|7|8|
ASTANA. KAZINFORM – |Astana|||KAZINFORM|||
BISHKEK (AKIpress) - |Bishkek|||AKIpress|||
TASHKENT, July 8. /UzA/. |Tashkent|||UzA|7|8|
KHARTOUM, July 8 (SUNA) - |Khartoum|||SUNA|7|8|
CAIRO – 8 July 2021: |Cairo||||7|8|2021
RAMALLAH, Thursday, July 8, 2021 (WAFA) – |Ramallah|||WAFA|7|8|2021
MAZAR-E-SHARIF, AFGHANISTAN – |Mazar-e-Sharif||Afghanistan||||
HARARE - (CAJ News) - |Harare|||CAJ News|||
Kuala Lumpur, July 8 -- |Kuala Lumpur||||7|8|
MANILA, Philippines – |Manila||Philippines||||
ACCRA, Ghana, 8th July 2021 -/African Media Agency (AMA)/- |Accra||Ghana|African Media Agency (AMA)|7|8|2021
ADDIS ABABA, July 8, 2021 (ENA) |Addis Ababa|||ENA|7|8|2021
KYIV. July 8. KAZINFORM |Kyiv|||KAZINFORM|7|8|
(New York, July 8, 2021) – |New York||||7|8|2021
(Beirut) - |Beirut||||||
(Geneva, 8 July 2021) - |Geneva||||7|8|2021
MEDIA, Pa. (AP) — |Media|Pa.||AP|||
PRINCE GEORGE, British Columbia — |Prince George|British Columbia|||||
KING CITY, Calif. (AP) — |King City|Calif.||AP|||
ON BOARD THE USS NIMITZ — |On Board the USS Nimitz||||||
TORKHAM BORDER CROSSING, Pakistan (AFP) – |Torkham Border Crossing||Pakistan|AFP|||
KARACHI, July 08 (INP): |Karachi|||INP|7|8|
SAN JOSE, Costa Rica, July 8 (Reuters) – |San Jose||Costa Rica|Reuters|7|8|
ZARANJ, Nimroz province — |Zaranj|Nimroz province|||||
TEL AVIV, ISRAEL — |Tel Aviv||Israel||||
ABUJA (NAN) |Abuja|||NAN|||
LONDON, July 8, 2021 /CNW/ - |London|||CNW|7|8|2021
DOHA, QATAR, July 8 (QNA) - |Doha||Qatar|QNA|7|8|
""".strip().splitlines()
NO_DATELINE = [
    "Russia: Afghan leaders ask for more time before the talks begin in Tashkent.",
    "WASHINGTON POST: The paper said on Thursday that it would appeal the ruling.",
    "London is a city of nine million people, and on Thursday it rained on all of them.",
    "London — with its museums and its fog — was quiet on Thursday.",
    "Kabul and Islamabad traded accusations on Thursday, officials said.",
    "EXCLUSIVE — The ministry had known of the plan for a month, papers show.",
    "ANALYSIS: The ministry had known of the plan for a month, papers show.",
    "TRUMP: I think we had a very good meeting with them on Thursday.",
    "NASA — The space agency said on Thursday that the launch would wait.",
    "President Kabulov (AP) said on Thursday that the talks would go on.",
    "On July 8 - the day of the vote - the ministry closed its doors to all.",
    "Published July 8, 2021 - The ministry closed its doors to all visitors.",
    "The ministry (MFA) - which had asked for time - closed its doors to all.",
    "Boris Johnson (Con) - The member for Uxbridge said that he would not resign.",
    "UPDATE 2 - The ministry closed its doors to all visitors on Thursday.",
    "Moscow: 3, Kazan: 1.",
    "In Kabul, July 8 was a holiday, and the ministry closed its doors.",
    "He was in New York, March 3 being a holiday, when the call came at last.",
    "TOKYO-based makers of chips said on Thursday that they would spend more.",
    "Paris Saint-Germain - The club said on Thursday that it had signed two men.",
    "Reuters, July 8 - The ministry closed its doors to all visitors on Thursday.",
    "Jordan (15) - the youngest of four - said on Thursday that he would go home.",
    "July 8 (Thursday) - The day on which the talks opened in the capital was rainy.",
    "(ANSA) - The ministry closed its doors to all visitors on Thursday.",
    "VIENNA. The ministry closed its doors to all visitors on Thursday. REUTERS. It rained.",
    "TALIBAN TAKE HERAT - ARMY LEAVES ITS BASES IN THE WEST OF THE COUNTRY",
    "Update: The envoys met for a second day on Thursday and agreed on little.",
    "KABUL AIRPORT ATTACK – what we know so far about Thursday's bombing there",
    "Kabul, where the envoys met on Thursday, has seen worse days, they said.",
    "Thursday, July 8 (and the day after) – two days that shook the harbour town.",
    "Washington (the man) – not the city – was a surveyor before the war.",
    "UNICEF — The children's agency said on Thursday that schools must reopen.",
    "Paris Hilton - The heiress said on Thursday that she would marry in autumn.",
    "SPORT — The home side won by two goals to nil on Thursday evening.",
    "Jordan: The king's speech on Thursday was about water and little else today.",
    "Sydney Smith (Reuters) covered the war for ten years before he retired.",
    "VIDEO: Kabul – The envoys met for a second day on Thursday in the city.",
    "In Kabul on July 8 (a Thursday) – the envoys met for a second day there.",
    "A Kabul, Afghanistan – based company said on Thursday it would close its doors.",
    "MR. LEE — The chairman said on Thursday that he would resign in the autumn.",
    "Q: Kabul – is it safe? The envoys were asked on Thursday for the second time.",
    "COVID-19 - The ministry said on Thursday that cases had fallen by a tenth.",
    "Madrid derby - The match on Thursday ended in a draw and two red cards late.",
    "Friday - The market will be closed, the mayor's office said on Thursday night.",
    "ABC (Australia) - The broadcaster said on Thursday that it would appeal the case.",
    "Beirut blast: The judge said on Thursday that he would question two ministers.",
    "HEALTH – The ministry said on Thursday that cases had fallen by a tenth in May.",
    "(Photo: AFP) – The envoys met on Thursday for the second day of their talks.",
    "(Updated) – The envoys met on Thursday for the second day of their talks there.",
    "(CNN) – The envoys met on Thursday for the second day of their talks there now.",
    "(He did not) – The envoys met on Thursday for the second day of their talks there.",
    "DR. RUIZ — The doctor said on Thursday that he would resign in the autumn too.",
    "Rome | The envoys met on Thursday for the second day of their talks in the city",
    "CLIMATE: The envoys met on Thursday for the second day of their talks in the city.",
    "Money - The bank said on Thursday that it would cut its rate by half a point.",
    "LIVE | Kabul - The envoys met on Thursday for the second day of their talks now.",
    "",
]


@pytest.mark.parametrize("line", FORMS, ids=lambda line: line.partition("|")[0].strip())
def test_a_wire_s_dateline_is_read_whole_and_nothing_of_the_body(line: str) -> None:
    printed, place, region, country, agency, month, day, year = line.rsplit("|", 7)
    found = find_dateline(printed + BODY)
    assert found is not None
    assert (found.places[0], found.region, found.country, found.agency) == (place, region, country, agency)
    assert (found.month, found.day, found.year) == tuple(int(x) if x else None for x in (month, day, year))
    assert (printed + BODY)[found.body :] == BODY
    assert found.end == len(printed.rstrip())


@pytest.mark.parametrize("text", NO_DATELINE, ids=lambda text: text[:30] or "empty")
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert find_dateline(text) is None


def test_a_glued_prefix_before_the_dateline_is_left_outside_it() -> None:
    found = find_dateline("dsfKABUL: (MEP) " + BODY)
    assert found is not None and found.start == 3


def test_several_places_are_all_kept() -> None:
    found = find_dateline("DALLAS/FORT WORTH, Texas, March 3 - " + BODY)
    assert found is not None and found.places == ("Dallas", "Fort Worth") and found.region == "Texas"


def test_a_place_already_in_ordinary_letters_is_left_as_it_is() -> None:
    assert prose_case("al-Arish") == "al-Arish"
    assert prose_case("U.N.") == "U.N."


@pytest.mark.parametrize(
    ("line", "place", "agency", "day"),
    [
        ("PARIS | AFP — ", "Paris", "AFP", None),
        ("Tirana, Albania | AFP | ", "Tirana", "AFP", None),
        ("QUETTA, Pakistan | July 8, 2021 — ", "Quetta", "", 8),
    ],
)
def test_bars_part_a_dateline_like_commas(line: str, place: str, agency: str, day: int | None) -> None:
    found = find_dateline(line + BODY)
    assert found is not None
    assert (found.places[0], found.agency, found.day, (line + BODY)[found.body :]) == (
        place,
        agency,
        day,
        BODY,
    )
