"""Standings are read from the words of a clause: which two parties, what holds, since when, on what condition."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from dyadbook.ontology import is_standing
from dyadbook.records import Actor, Article, Block, Reading, Sentence, Standing, Statement, Time, broken_spans, words_at
from dyadbook.steps.sentences import split
from dyadbook.steps.standing import doubts as standing_doubts
from dyadbook.steps.standing.rules import compiled, rules
from dyadbook.steps.standings import read

NAMES = {
    "Japan": "JPN", "North Korea": "PRK", "South Korea": "KOR", "Iran": "IRN", "Iraq": "IRQ", 
    "the United States": "USA", "The United States": "USA", "U.S.": "USA", "Russia": "RUS", "Israel": "ISR",
    "Turkey": "TUR", "NATO": "org/NATO",
}  # fmt: skip


def reading_of(
    text: str, *, speaker: Actor | None = None, content: str | None = None, times: tuple[Time, ...] = ()
) -> Reading:
    """Return a reading of one paragraph with its mentions, and a direct statement of the speaker where one is given."""
    mentions = [
        Actor(name=name, kind="country", country=code, id=code, start=at, end=at + len(name), text=name, basis="name")
        for name, code in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    statements: tuple[Statement, ...] = ()
    if speaker and content:
        start = text.index(content)
        words = words_at(text, start, start + len(content))
        statements = (
            Statement(id="s1", speaker=speaker, form="direct", cue=None, content=(words,), block="body", confidence=0.9,
                      origin="t"),
        )  # fmt: skip
    article = Article(
        id="a", source="t", published=date(2020, 1, 2), text=text, blocks=(Block(kind="body", start=0, end=len(text)),)
    )
    sentences = tuple(Sentence(start=a, end=b, block=0) for a, b in split(text, 0, len(text)))
    ordered = tuple(sorted(mentions, key=lambda one: one.start or 0))
    return Reading(article=article, sentences=sentences, mentions=ordered, statements=statements, times=times)


def standings_of(text: str) -> tuple[Standing, ...]:
    """Return the standings of a paragraph, each span checked."""
    done = read(reading_of(text))
    assert broken_spans(done, text) == []
    return done.standings


@pytest.mark.parametrize(
    ("text", "parties", "aspect", "value"),
    [
        ("Japan and North Korea have no diplomatic relations.", ("JPN", "PRK"), "diplomatic_relations", "none"),
        ("Iraq closed two of seven border crossings with Iran.", ("IRN", "IRQ"), "border", "restricted"),
        ("Turkey closed and evacuated its embassy in Iraq.", ("TUR", "IRQ"), "embassy", "closed"),
        ("Iraq is one of the U.S. allies in the Gulf.", ("IRQ", "USA"), "alliance", "in_force"),
        ("North Korea and South Korea remain in a state of armistice.", ("KOR", "PRK"), "armistice", "in_force"),
        ("Iran imports parts despite strict U.S. sanctions.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Iran is under sanctions imposed by the United States.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Iran is still under harsh economic sanctions imposed by Japan.", ("JPN", "IRN"), "sanctions", "in_force"),
        ("Iran fired a rocket over Iraq, defying U.S. sanctions.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Iran sold a ship to Iraq, breaching U.S. sanctions.", ("USA", "IRQ"), "sanctions", "in_force"),
        ("The U.S. trade embargo against Iran remains in force.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Russia voted and its sanctions against Turkey now cover fruit.", ("RUS", "TUR"), "sanctions", "in_force"),
        ("The troops hailed the Japan-U.S. alliance.", ("JPN", "USA"), "alliance", "in_force"),
        ("Iran has a treaty of peace and friendship with Russia.", ("IRN", "RUS"), "treaty", "in_force"),
        ("Iraq has closed its only land border with Turkey.", ("IRQ", "TUR"), "border", "closed"),
        ("Iran withdrew its recognition of Israel.", ("IRN", "ISR"), "recognition", "withdrawn"),
        ("Iran no longer recognizes Israel.", ("IRN", "ISR"), "recognition", "withdrawn"),
        ("Iran switched its recognition from Israel to Iraq.", ("IRN", "ISR"), "recognition", "withdrawn"),
        ("Relations between Iran and Iraq are at their worst in years.", ("IRN", "IRQ"), "tone", "tense"),
        ('Turkey severed its so-called "diplomatic relations" with Iran.', ("IRN", "TUR"), "diplomatic_relations",
         "severed"),
        ("Iran and Iraq signed a communique on the establishment of diplomatic relations.", ("IRN", "IRQ"),
         "diplomatic_relations", "established"),
        ("Iran and Iraq decided to establish diplomatic relations with immediate effect.", ("IRN", "IRQ"),
         "diplomatic_relations", "established"),
        ("Talks with Iran wait until after Turkey settles its trade dispute with Russia.",
         ("RUS", "TUR"), "dispute", "open"),
        ("Israel struck bases of its old enemy, Iran.", ("IRN", "ISR"), "tone", "hostile"),
        ("He went to see Turkey's foe Russia.", ("RUS", "TUR"), "tone", "hostile"),
        ("Iran made a deal with Iraq, but relations with Turkey over the dam had become strained.", ("IRN", "TUR"),
         "tone", "tense"),
        ("Iran cut aid to camps of Turkey, a step that raised tensions with Turkey.", ("IRN", "TUR"), "tone", "tense"),
        ("Oslo has spoken for Iran since 1979, when Iran cut diplomatic ties with Turkey.", ("IRN", "TUR"),
         "diplomatic_relations", "severed"),
        ("Iran and Israel are on the brink of war.", ("IRN", "ISR"), "tone", "hostile"),
        ("Russia is an adversary not just of Turkey.", ("RUS", "TUR"), "tone", "hostile"),
        ("Iran and its friends have imposed trade and other sanctions on Japan.", ("IRN", "JPN"), "sanctions",
         "in_force"),
        ("He praised the treaty on fishing rights between Iran and Iraq.", ("IRN", "IRQ"), "treaty", "in_force"),
        ("Russia is an adversary of Turkey.", ("RUS", "TUR"), "tone", "hostile"),
        ("Japan, a reliable friend and partner of Turkey, sent a team.", ("JPN", "TUR"), "tone", "good"),
        ("Japan and Russia spoke of the dispute over the Kurils.", ("JPN", "RUS"), "dispute", "open"),
        ("Diplomatic relations between Japan and North Korea have never been established.",
         ("JPN", "PRK"), "diplomatic_relations", "none"),
        ("Iran severed diplomatic relations with Turkey.", ("IRN", "TUR"), "diplomatic_relations", "severed"),
        ("Iran and Iraq restored diplomatic ties in 1990.", ("IRN", "IRQ"), "diplomatic_relations", "restored"),
        ("Iran does not recognize Israel.", ("IRN", "ISR"), "recognition", "not_recognized"),
        ("Israel closed its embassy in Turkey.", ("ISR", "TUR"), "embassy", "closed"),
        ("Iran has had no embassy in Turkey since 1979.", ("IRN", "TUR"), "embassy", "none"),
        ("Iran and Turkey have had no embassies since 1979.", ("IRN", "TUR"), "embassy", "none"),
        ("Iran and Turkey have not exchanged embassies.", ("IRN", "TUR"), "embassy", "none"),
        ("Officials of the United States and its ally Japan met.", ("JPN", "USA"), "alliance", "in_force"),
        ("Japan, a U.S. ally, sent ships.", ("JPN", "USA"), "alliance", "in_force"),
        ("U.S. sanctions on Iran remain in force.", ("USA", "IRN"), "sanctions", "in_force"),
        ("The refiners feel the U.S. sanctions on Iran.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Iran sold the oil in defiance of U.S. sanctions.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Iran has been under U.S. sanctions for years.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Relations between Japan and Russia remain tense.", ("JPN", "RUS"), "tone", "tense"),
        ("Ties between Japan and Russia have soured.", ("JPN", "RUS"), "tone", "tense"),
        ("Turkey has a very good relationship with Iraq.", ("IRQ", "TUR"), "tone", "good"),
        ("Iran and its arch-enemy Israel traded blame.", ("IRN", "ISR"), "tone", "hostile"),
        ("Iran and its regional rival Israel traded blame.", ("IRN", "ISR"), "tone", "hostile"),
        ("Fishermen suffer from the Japan-Russia tensions.", ("JPN", "RUS"), "tone", "tense"),
        ("Japan is locked in a territorial dispute with Russia.", ("JPN", "RUS"), "dispute", "open"),
        ("Soldiers of Iran and Iraq met on the disputed border.", ("IRN", "IRQ"), "dispute", "open"),
        ("Nobody spoke of Israel's peace treaty with Turkey.", ("ISR", "TUR"), "treaty", "in_force"),
        ("Iran is locked in a dispute with the United States.", ("IRN", "USA"), "dispute", "open"),
        ("The valley is contested between Iran and Iraq.", ("IRN", "IRQ"), "dispute", "open"),
        ("Japan is to go on with the Japan-Russia dispute over the islands.", ("JPN", "RUS"), "dispute", "open"),
        ("Iran met Japan on the anniversary of diplomatic relations.",
         ("IRN", "JPN"), "diplomatic_relations", "established"),
        ("Japan and Iran established relations in 1929.", ("IRN", "JPN"), "diplomatic_relations", "established"),
        ("Iran announced the end of diplomatic ties with Turkey.", ("IRN", "TUR"), "diplomatic_relations", "severed"),
        ("Japan and Iran do not have an extradition treaty.", ("IRN", "JPN"), "treaty", "none"),
        ("Talks could undermine Israel's peace treaty with Turkey.", ("ISR", "TUR"), "treaty", "in_force"),
        ("U.S. sanctions have crippled the banks of Iran.", ("USA", "IRN"), "sanctions", "in_force"),
        ("The United States is keeping its sanctions on Iran.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Japan said that Russia, which sold oil in defiance of U.S. sanctions, had to stop.",
         ("USA", "RUS"), "sanctions", "in_force"),
        ("Russia answered U.S. strikes on its ally Iran.", ("IRN", "RUS"), "alliance", "in_force"),
        ("Ties between Japan and Russia hit a new low.", ("JPN", "RUS"), "tone", "tense"),
        ("A souring of relations between Japan and Russia followed.", ("JPN", "RUS"), "tone", "tense"),
        ("Turkey has very warm, friendly and special relations with Iraq.", ("IRQ", "TUR"), "tone", "good"),
        ("Russia has stoked tensions with NATO ally Turkey.", ("RUS", "TUR"), "tone", "tense"),
        ("The United States imposed new sanctions on Iran.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Sanctions on Iran imposed by the United States hurt.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Iran spoke of the sanctions the United States had reimposed.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Banks shut accounts of Iran because of U.S. sanctions.", ("USA", "IRN"), "sanctions", "in_force"),
        ("Ships set off to carry fuel to Iran in breach of U.S. sanctions.", ("USA", "IRN"), "sanctions", "in_force"),
        ("In 2018 Japan imposed sanctions on Iran, although those sanctions were lifted in May.",
         ("JPN", "IRN"), "sanctions", "lifted"),
        ("Japan claims Russia as its own territory.", ("JPN", "RUS"), "dispute", "open"),
        ("He left Iraq, a neighbour that Iran regards as part of its territory.", ("IRN", "IRQ"), "dispute", "open"),
        ("Japan and Russia met over their rival claims.", ("JPN", "RUS"), "dispute", "open"),
        ("Iran and Iraq remain at odds over the river.", ("IRN", "IRQ"), "dispute", "open"),
        ("He sees an end to Russia's disputes with Turkey.", ("RUS", "TUR"), "dispute", "open"),
        ("He went to Iraq, whose government Iran does not recognize.", ("IRN", "IRQ"), "recognition", "not_recognized"),
        ("Turkey moved its embassy to Iraq.", ("TUR", "IRQ"), "embassy", "open"),
        ("The United States named Iraq a major non-NATO ally.", ("IRQ", "USA"), "alliance", "in_force"),
        ("The United States is bound by treaty to defend Japan.", ("JPN", "USA"), "alliance", "in_force"),
        ("A friend and ally of Iran, Russia has sent doctors.", ("IRN", "RUS"), "alliance", "in_force"),
        ("Officials of Japan dealt with Russia, a longtime ally.", ("JPN", "RUS"), "alliance", "in_force"),
        ("Russia and allies including Iran met in the north.", ("IRN", "RUS"), "alliance", "in_force"),
        ("Iran helps Iraq and is in tacit alliance with Russia.", ("IRN", "RUS"), "alliance", "in_force"),
        ("Lawyers read the 1987 arms treaty between Russia and Turkey.", ("RUS", "TUR"), "treaty", "in_force"),
        ("Few states have peace treaties with Israel, among them Turkey.", ("ISR", "TUR"), "treaty", "in_force"),
        ("Iran is closing all air, sea and land links with Iraq.", ("IRN", "IRQ"), "border", "closed"),
        ("Iran has kept its border with Iraq closed.", ("IRN", "IRQ"), "border", "closed"),
        ("Trade fell after the closing of the land border between Iran and Iraq.", ("IRN", "IRQ"), "border", "closed"),
        ("A trial soured relations between Japan and Russia.", ("JPN", "RUS"), "tone", "tense"),
        ("It was a difficult moment in Japan-Russia relations.", ("JPN", "RUS"), "tone", "tense"),
        ("A diplomatic crisis between Iran and Turkey followed.", ("IRN", "TUR"), "tone", "tense"),
        ("Relations between Iran and Turkey have remained sour.", ("IRN", "TUR"), "tone", "tense"),
        ("Our ties, Japan and Russia say, have never been worse.", ("JPN", "RUS"), "tone", "tense"),
        ("Iran has a hostile policy toward Israel.", ("IRN", "ISR"), "tone", "hostile"),
        ("Iran wooed Russia, Turkey's strategic rival.", ("RUS", "TUR"), "tone", "hostile"),
        ("Relations between Iran and Iraq have been warming.", ("IRN", "IRQ"), "tone", "good"),
        ("Ties of Iran and Iraq are moving in the right direction.", ("IRN", "IRQ"), "tone", "good"),
        ("The memo could test the special relationship between Japan and Turkey.", ("JPN", "TUR"), "tone", "good"),
        ("The Japan-Turkey friendly relations are praised there.", ("JPN", "TUR"), "tone", "good"),
        ("Nobody can undo the strong relationship Iran has with Iraq.", ("IRN", "IRQ"), "tone", "good"),
        ("Papers wrote of Turkey's growing ties with Russia.", ("RUS", "TUR"), "tone", "good"),
        ("A strategic partnership between Iran and Russia is at work.", ("IRN", "RUS"), "tone", "good"),
        ("The traditional Japan-Turkey friendship lives on.", ("JPN", "TUR"), "tone", "good"),
        ("Japan and Turkey say they have “never been closer”.", ("JPN", "TUR"), "tone", "good"),
        ("He came back to a history of friendly relations between Japan and Turkey.", ("JPN", "TUR"), "tone", "good"),
        ("As tensions rise between Iran and Turkey, trade falls.", ("IRN", "TUR"), "tone", "tense"),
        ("It was a blow to already fragile ties between Iran and Turkey.", ("IRN", "TUR"), "tone", "tense"),
        ("He will honour the enduring alliance between Japan and Turkey.", ("JPN", "TUR"), "alliance", "in_force"),
        ("He flew to Iraq, Turkey's most reliable eastern ally.", ("IRQ", "TUR"), "alliance", "in_force"),
    ],
)  # fmt: skip
def test_words_tell_how_two_parties_stand(text: str, parties: tuple[str, str], aspect: str, value: str) -> None:
    assert [(one.parties, one.aspect, one.value) for one in standings_of(text)] == [(parties, aspect, value)]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Iraq, Russia and Turkey have no diplomatic relations with Israel.", {"IRQ ISR", "ISR RUS", "ISR TUR"}),
        ("Iran has no diplomatic relations with Israel or the United States.", {"IRN ISR", "IRN USA"}),
        ("The alliance between Japan, South Korea and the United States holds.", {"JPN KOR", "KOR USA", "JPN USA"}),
        ("Diplomatic relations between Japan and North Korea were severed.", {"JPN PRK"}),
        ("North Korea wrote to the United States and Russia, its key ally.", {"PRK RUS"}),
        ("In Turkey, Iran said it had no diplomatic relations with Israel.", {"IRN ISR"}),
        ("Iran has no diplomatic relations with Israel, and Turkey is silent.", {"IRN ISR"}),
    ],
)
def test_what_stands_for_one_of_a_list_stands_for_each(text: str, pairs: set[str]) -> None:
    assert {" ".join(one.parties) for one in standings_of(text)} == pairs


@pytest.mark.parametrize(
    "text",
    [
        "There is no dispute between Iran and Iraq.",
        "Every state except Iraq cut diplomatic ties with Iran.",
        "Every neighbour but Iraq cut diplomatic ties with Iran.",
        "Relations between Iran and Iraq used to be excellent.",
    ],
)
def test_what_is_not_there_or_used_to_be_does_not_stand(text: str) -> None:
    assert standings_of(text) == ()


@pytest.mark.parametrize(("opening", "stands"), [("In the 1960s ", 0), ("", 1)])
def test_a_state_of_a_time_that_is_over_does_not_stand(opening: str, stands: int) -> None:
    text = f"{opening}Iran and Iraq had no diplomatic relations."
    times = (Time(
        start=3, end=12, text="the 1960s", type="DATE", begin=date(1960, 1, 1), until=date(1970, 1, 1),
        precision="decade",
    ),)  # fmt: skip
    assert len(read(reading_of(text, times=times if opening else ())).standings) == stands


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("Japan and Russia have had a fishing agreement since 2006.", "treaty"),
        ("Japan and Russia have a mutual defence pact.", "alliance"),
    ],
)
def test_to_have_a_treaty_is_how_two_stand(text: str, aspect: str) -> None:
    assert [(one.aspect, one.value) for one in standings_of(text)] == [(aspect, "in_force")]


def test_an_area_is_disputed_by_the_two_that_claim_it_where_the_article_names_both() -> None:
    assert [one.parties for one in standings_of("Japan flew over disputed Takeshima. South Korea protested.")] == [
        ("JPN", "KOR")
    ]
    assert standings_of("Japan flew over disputed Takeshima.") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ceasefire between Iran and Iraq is in place.", {"armistice in_force", "war ceasefire"}),
        ("Monitors watch a fragile truce between Iran and Iraq.", {"armistice in_force", "war ceasefire"}),
        ("Japan and Russia have had a trade agreement since 2006.", {"treaty in_force", "trade agreement"}),
        ("Japan and Russia are in talks on a peace treaty.", {"treaty negotiated", "talks under_way"}),
    ],
)
def test_the_same_words_may_tell_two_aspects(text: str, told: set[str]) -> None:
    assert {f"{one.aspect} {one.value}" for one in standings_of(text)} == told


def test_a_war_that_ended_without_a_peace_is_an_armistice_and_no_treaty() -> None:
    found = standings_of("North Korea and South Korea are technically still at war.")
    assert {(one.aspect, one.value) for one in found} == {("armistice", "in_force"), ("treaty", "none")}


@pytest.mark.parametrize(
    "text",
    [
        "The United States will impose sanctions on Iran.",
        "Iran threatened Iraq or any U.S. ally.",
        "Turkey met NATO and NATO wrote to Turkey. Turkey then stabbed its ally in the back.",
        "Iran and Turkey fear the close relationship many countries have with Israel.",
        "Japan prepares new U.S. sanctions on Iran.",
        "Russia has good relations with its neighbors, and Iran with few.",
        "Iraq's neighbors cut ties with Iraq, said Turkey.",
        "Turkey stood by Iran and other allies.",
        "Israel recognized Iran's losses.",
        "Iraq closed its borders after Turkey did.",
        "Iran sent help to Turkey and to countries that have no diplomatic relations with Israel.",
        "The United States rattled allies, Iran said.",
        "Despite the U.S. and its allies, Iran voted.",
        "The talks of Russia and the regional allies in Turkey went on.",
        "Russia helps Iran and lashed out at some of the closest allies of Japan.",
        "Japan and Iran waited. It has severed diplomatic relations with Turkey under U.S. pressure.",
        "The United States and Russia met in Turkey. The ceasefire was holding.",
        "Japan spoke of Iran's internationally recognized borders with Iraq.",
        "No government of Iran has recognized Israel since then.",
        "Normal relations with Japan are bad news, said Iran.",
        "Iran moved to restore all U.S. sanctions on Iraq.",
        "The desire of Iran for good relations with Japan is new.",
        "The sanctions on Iran are of concern to Japan as Iran remains a source of oil.",
        "Katz got sanctions on Iran passed in Turkey.",
        "The United States left after a deal with Iran, in hopes that they would talk with their enemy, Iraq.",
        "Officials of Iran praise warm ties of Israel and the Gulf, a pact born of tensions with Turkey.",
        "The raid has raised tensions between Russia and Iraq Kurds.",
        "They said that he would swap Iran for their land as the U.S. ally.",
        "The daily, which has strong links to Iran, wrote of Israel.",
        "The line dates from the Iran-Iraq border war of 1981.",
        "Iraq closed the Mehran border crossing near Kut to trucks from Iran.",
    ],
)
def test_words_that_only_look_like_a_standing_tell_none(text: str) -> None:
    assert standings_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Russia joined NATO in condemning Iran.",
        "Turkey, which has a border with Russia, joined NATO in 1952.",
        "For friends such as NATO members, Israel and Japan the rule is another.",
        "Turkey joined NATO allies on Monday.",
        "Turkey and would-be NATO members met.",
    ],
)
def test_an_organization_beside_a_country_makes_no_member_of_it(text: str) -> None:
    assert [one.toward for one in standings_of(text) if one.aspect == "membership" and one.holder != "TUR"] == []


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Turkey and Japan joined NATO in 1952.", {"TUR", "JPN"}),
        ("A longtime NATO member, Turkey objects.", {"TUR"}),
        ("War raged in Iran and Iraq, NATO member Turkey said.", {"TUR"}),
        ("Turkey, another NATO member, sent ships to Iran.", {"TUR"}),
    ],
)
def test_a_member_is_who_is_called_one(text: str, holders: set[str]) -> None:
    found = [one for one in standings_of(text) if one.aspect == "membership"]
    assert {one.holder for one in found} == holders
    assert {one.toward for one in found} == {"org/NATO"}


@pytest.mark.parametrize(
    "text",
    [
        "Iran sat by while talks collapsed in Turkey.",
        "Preparations of Iran and Iraq for the talks are under way.",
        "Russia has 2,000 troops in the region, Iran said.",
        "Countries that have troops in Iraq met in Turkey.",
        "Iran spoke of redeploying the 2,000 soldiers now stationed in Iraq to Turkey.",
        "Russia's war against our country has cost Iran much.",
        "Iran and Iraq are technically at war.",
        "In Turkey they forget that we have been at war with Iran for years.",
        "The ceasefire between Iran and Iraq ended the worst fighting in years.",
        "Russia didn't close its embassy in Turkey, and its soldiers weren't stationed in Iran.",
    ],
)
def test_talks_forces_and_wars_of_others_are_not_those_of_the_named(text: str) -> None:
    aspects = {"talks", "troops", "war", "embassy"}
    assert [one for one in standings_of(text) if one.aspect in aspects or one.value == "ended"] == []


@pytest.mark.parametrize("kind", ["Former U.S.", "Once U.S.", "Non-U.S.", "No U.S."])
def test_whose_ally_one_is_not_or_no_longer_is_no_alliance(kind: str) -> None:
    assert not standings_of(f"{kind} allies such as Iran objected.")
    assert standings_of("Other U.S. allies such as Japan objected.")


def test_an_ally_of_an_alliance_is_one_of_the_other_party_that_is_spoken_of() -> None:
    (one,) = standings_of("The United States stands by Turkey, a NATO ally.")
    assert (one.parties, one.aspect) == (("TUR", "USA"), "alliance")


@pytest.mark.parametrize(
    "text",
    [
        "Japan wants to have diplomatic relations with North Korea.",
        "Japan would have good relations with North Korea.",
        "Iran has not severed diplomatic relations with Turkey.",
        "Relations between Japan and Iran could be tense.",
        "Japan and Russia met in Turkey.",
        "Iran almost severed diplomatic relations with Turkey.",
        "Iran stopped short of breaking off diplomatic relations with Turkey.",
        "Had Iran severed diplomatic relations with Turkey, Japan would have done so.",
        "Rumours that Iran severed diplomatic relations with Turkey spread.",
        "Claims that Iran has no diplomatic relations with Turkey are false.",
        "Iran mulled sanctions against Turkey.",
        "Iran's sanctions against Turkey were on the table.",
        "Such raids will escalate tensions between Iran and Israel.",
        "The plan could further deepen tensions with Iran, said Israel.",
        "Japan is not in a trade war with Russia.",
        "Japan said that it isn't in a trade war with Russia.",
        "Norway threatens to block EU sanctions on Serbia.",
        "Norway will veto any European Union sanctions on Serbia.",
    ],
)
def test_what_is_wished_planned_or_denied_does_not_stand(text: str) -> None:
    assert standings_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Japan ruled out sanctions against Russia.",
        "Japan rejected new sanctions on Russia.",
        "Japan called for sanctions against Russia.",
        "Japan threatens sanctions on Russia.",
        "Japan opposes sanctions on Russia.",
        "Japan backed sanctions against Russia.",
        "Japan ruled out crippling sanctions against Russia.",
        "Israel ruled out U.S. sanctions on Iran.",
        "Israel called for U.S. sanctions on Iran.",
        "Japan ruled out keeping its sanctions on Russia.",
        "Japan warned Iran against sanctions on Russia.",
        "Iran ruled out an alliance with Russia.",
        "Iran warned of a trade war with Israel.",
        "Japan's proposed sanctions on Russia split the cabinet.",
        "Iran denied that it had severed diplomatic relations with Turkey.",
        "Iran denied having severed diplomatic relations with Turkey.",
        "Iran dismissed reports that it closed its embassy in Turkey.",
        "Three years after Iran broke off relations with Turkey, the two sides reopened their consulates.",
        "Iran and Turkey met a decade after relations between Iran and Turkey soured.",
        "Many students lived in Turkey when Iran cut off ties with Turkey.",
        "Before the war, relations between Iran and Turkey were good.",
        "Relations between Iran and Turkey were good before the war.",
    ],
)
def test_what_is_ruled_out_called_for_or_long_past_does_not_stand(text: str) -> None:
    assert standings_of(text) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Iran closed its border with Iraq in 2008 and opened it again on Monday.", ["open"]),
        ("Iran closed its border with Iraq in 2008, and it was reopened on Monday.", ["open"]),
        ("Iran closed its border with Iraq in March, opened it in June and closed it again in July.", ["closed"]),
        ("The border between Iran and Iraq was closed in March but reopened on Friday.", ["open"]),
        ("Iran closed its embassy in Turkey in 2014 and reopened it in 2022.", ["open"]),
        ("Iran opened its embassy in Turkey in 1991 and shut it in 2003.", ["closed"]),
        ("Iran broke relations with Iraq in 2009, restored them in 2019.", ["restored"]),
        ("Iran broke off relations with Iraq in 2009 before restoring them in 2019.", ["restored"]),
        ("Iran, which severed diplomatic relations with Iraq in 1979, restored them on Monday.", ["restored"]),
        ("Iran severed diplomatic relations with Iraq in 1979; ties were restored in 1991.", ["restored"]),
        ("Iran and Iraq established diplomatic relations in 1929 and broke them off in 1980.", ["severed"]),
        ("Iran recognized Israel in 1950 and later withdrew its recognition.", ["withdrawn"]),
        ("Japan lifted its sanctions against Iran in 2016 but reimposed them in 2018.", ["in_force"]),
        ("Japan ended its sanctions against Iran on Friday.", ["lifted"]),
        ("Relations between Japan and Russia soured in 2014 but have since recovered.", []),
        ("Iran restored diplomatic relations with Iraq that it had severed in 1979.", ["restored"]),
        ("Iran reopened its embassy in Turkey, closed in 1979.", ["open"]),
        ("U.S. sanctions on Iran expired in 2020.", ["lifted"]),
        ("Iran and Iraq settled the border dispute between Iran and Iraq.", ["settled"]),
        ("The border dispute between Iran and Iraq was settled in 1975.", ["settled"]),
        ("The alliance between Japan and Russia ended in 1991.", ["ended"]),
        ("Iran and Iraq have had no diplomatic relations since 2012. In March they restored them.", ["restored"]),
        ("Iran closed all its border crossings with Iraq.", ["closed"]),
        ("Iran reopened its land border with Iraq.", ["open"]),
        ("Iran cut ties with Iraq in 2009. Two years later both countries resumed relations.", ["restored"]),
        ("Iran closed its border with Iraq in 1995. It was reopened in 1999 and shut again in 2003.", ["closed"]),
        ("Iran closed its embassy in Turkey in 1979. The embassy has since been reopened.", ["open"]),
    ],
)
def test_what_the_same_sentence_or_the_next_undoes_is_told_as_it_stands_then(text: str, told: list[str]) -> None:
    assert [one.value for one in standings_of(text)] == told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Iran severed diplomatic relations with Iraq and wants to restore them.", "severed"),
        ("Iran severed diplomatic relations with Iraq, and on Monday refused to restore them.", "severed"),
        ("Iran severed diplomatic relations with Iraq in 1979 and ruled out restoring them.", "severed"),
        ("Diplomatic relations between Iran and Iraq were severed in 1979 and have not been restored.", "severed"),
        ("The border between Iran and Iraq was closed, and schools were reopened on Monday.", "closed"),
        ("Iran closed its embassy in Turkey and opened it in Oman.", "closed"),
        ("Ten years after Iran and Iraq established diplomatic relations, trade grows.", "established"),
        ("Japan set the goal of repairing ties with Iran, which plunged to a low last year.", "tense"),
        ("Japan defended its sanctions on Iran.", "in_force"),
        ("The border dispute between Iran and Iraq must be settled in talks.", "open"),
        ("Iran and Iraq have not settled the border dispute between Iran and Iraq.", "open"),
        ("Talks on the dispute between Iran and Iraq ended on Friday.", "open"),
        ("U.S. sanctions on Iran ended decades of trade.", "in_force"),
        ("Japan called for an end to U.S. sanctions on Iran.", "in_force"),
        ("Iran closed its border with Iraq. It would be reopened in May.", "closed"),
        ("Iran closed its border with Iraq. Talks on the border were reopened.", "closed"),
    ],
)
def test_what_is_not_undone_still_stands(text: str, value: str) -> None:
    assert [one.value for one in standings_of(text)] == [value]


def test_the_times_of_what_was_undone_are_not_those_of_what_stands_then() -> None:
    text = "The border between Iran and Iraq has been closed since 2019 but was reopened on Monday."
    year = Time(
        start=text.index("2019"), end=text.index("2019") + 4, text="2019", type="DATE", value="2019",
        begin=date(2019, 1, 1), until=date(2020, 1, 1), precision="year", rule="year",
    )  # fmt: skip
    (one,) = read(reading_of(text, times=(year,))).standings
    assert (one.value, one.since.start, one.reports[0].text) == ("open", None, text.removesuffix(" on Monday."))


@pytest.mark.parametrize(
    ("text", "value", "since"),
    [
        ("The border between Iran and Iraq has been closed since 2012.", "closed", 2012),
        ("Iran reopened its border with Iraq, closed since 2012.", "open", None),
        ("Iran closed its border with Iraq in 2012.", "closed", 2012),
        ("The border between Iran and Iraq was closed in 2012.", "closed", 2012),
        ("Iran closed its border with Iraq after it was attacked in 2012.", "closed", None),
        ("Iran closed its border with Iraq, which opened a port in 2012.", "closed", None),
        ("Iran and Iraq restored diplomatic relations broken off in 2012.", "restored", None),
        ("Iran cut ties with Iraq early on and restored them in 2012.", "restored", 2012),
    ],
)
def test_it_stands_since_the_time_at_which_it_came_about(text: str, value: str, since: int | None) -> None:
    at = text.find("2012")
    time = Time(
        start=at, end=at + 4, text="2012", type="DATE", value="2012", begin=date(2012, 1, 1), until=date(2013, 1, 1),
        precision="year", rule="year",
    )  # fmt: skip
    (one,) = read(reading_of(text, times=(time,) if at >= 0 else ())).standings
    assert (one.value, one.since.start and one.since.start.year) == (value, since)


def test_who_recognizes_is_who_does_it_in_its_own_clause() -> None:
    (one,) = [
        each for each in standings_of("Iran closed its embassy in Oman after Japan recognized Iraq.")
        if each.aspect == "recognition"
    ]  # fmt: skip
    assert (one.holder, one.toward) == ("JPN", "IRQ")


def test_a_condition_is_kept_with_its_words() -> None:
    (one,) = standings_of("There can be no normalization of relations between Japan and Iran until the case is solved.")
    assert (one.value, one.condition) == ("none", "until the case is solved")


def test_who_speaks_is_the_party_of_we() -> None:
    leader = Actor(name="Moon Jae-in", kind="person", country="KOR", id="person/moon-jae-in")
    text = "He spoke of Japan. “We have a good relationship with Japan now,” he said."
    done = read(reading_of(text, speaker=leader, content="We have a good relationship with Japan now,"))
    (one,) = done.standings
    assert one.said_by is not None
    assert (one.parties, one.value, one.said_by.name) == (("JPN", "KOR"), "good", "Moon Jae-in")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Russia spoke of one of our closest allies", ("JPN", "alliance", "in_force")),
        ("we are old and great allies", ("JPN", "alliance", "in_force")),
        ("relations between the two countries are tense", ("JPN", "tone", "tense")),
        ("the two countries have been at odds over fish", ("JPN", "dispute", "open")),
    ],
)
def test_who_is_not_named_is_who_the_article_is_about(said: str, told: tuple[str, str, str]) -> None:
    text = f"Japan met South Korea. South Korea thanked Japan. “{said.removeprefix('Russia spoke of ')},” he said."
    leader = Actor(name="Moon Jae-in", kind="person", country="KOR", id="person/moon-jae-in")
    content = said.removeprefix("Russia spoke of ")
    (one,) = read(reading_of(text, speaker=leader, content=content)).standings
    assert (one.parties, one.aspect, one.value) == ((told[0], "KOR"), *told[1:])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tensions with Japan were high.", {("JPN", "KOR", "tone", "tense")}),
        ("Relations between the two allies hit a new low.", {("JPN", "KOR", "tone", "tense")}),
        ("The two rivals are now at odds over many issues.", {("JPN", "KOR", "tone", "tense")}),
    ],
)
def test_the_two_that_an_article_is_about_need_no_names(text: str, told: set[tuple[str, ...]]) -> None:
    about = "Japan met South Korea. South Korea thanked Japan. Japan and South Korea traded."
    found = standings_of(f"{about} {text}")
    assert {(*one.parties, one.aspect, one.value) for one in found if one.aspect == "tone"} == told


def test_what_several_say_that_they_do_holds_for_each() -> None:
    text = "Iran, Iraq and Turkey said they had severed diplomatic relations with Japan."
    speaker = Actor(name="Turkey", kind="country", country="TUR", id="TUR", start=14, end=20)
    said = reading_of(text, speaker=speaker, content="they had severed diplomatic relations with Japan")
    indirect = replace(said, statements=(replace(said.statements[0], form="indirect"),))
    assert {one.parties for one in read(indirect).standings} == {("IRN", "JPN"), ("IRQ", "JPN"), ("JPN", "TUR")}


def test_a_short_form_in_brackets_parts_no_list() -> None:
    text = "Iran, the United States (U.S.) and Turkey severed diplomatic relations with Japan."
    assert {one.parties for one in standings_of(text)} == {("IRN", "JPN"), ("JPN", "USA"), ("JPN", "TUR")}


def test_a_bystander_named_last_is_none_of_the_two_countries() -> None:
    about = "Japan met South Korea. South Korea thanked Japan. Japan and South Korea traded. " * 2
    after = "Russia urged calm, which Japan liked. The two countries had no relations from 1988 to 1991."
    (one,) = read(reading_of(f"{about}{'Much was said of steel and fish. ' * 12}{after}")).standings
    assert (one.parties, one.value) == (("JPN", "KOR"), "none")


def test_a_body_that_speaks_of_sanctions_without_a_holder_holds_them() -> None:
    said = "sanctions will remain in place against Russia"
    body = Actor(name="Group of Seven", kind="organization", id="org/G7")
    (one,) = read(reading_of(f"They agreed that {said}.", speaker=body, content=said)).standings
    assert (one.holder, one.toward, one.value) == ("org/G7", "RUS", "in_force")


def test_who_speaks_of_tensions_or_of_its_ties_is_a_party_to_them() -> None:
    minister = Actor(name="Minister", kind="person", country="IRQ", sector="GOV")
    for said in ("the drill has nothing to do with the tensions with Israel", "its strong ties with Israel are close"):
        (one,) = read(reading_of(f"He said {said}.", speaker=minister, content=said)).standings
        assert one.parties == ("IRQ", "ISR")


def test_a_relation_that_is_gone_since_a_day_was_severed_then() -> None:
    text = "Iran and Turkey have had no diplomatic relations since 2016."
    at = text.index("2016")
    time = Time(
        start=at,
        end=at + 4,
        text="2016",
        type="DATE",
        begin=date(2016, 1, 1),
        until=date(2017, 1, 1),
        precision="year",
        rule="year",
    )
    (one,) = read(reading_of(text, times=(time,))).standings
    assert (one.value, one.since.start, one.as_of) == ("severed", date(2016, 1, 1), date(2020, 1, 2))


@pytest.mark.parametrize("told", ["no diplomatic relations", "no relations"])
def test_what_stood_in_a_time_that_is_over_has_both_its_ends(told: str) -> None:
    text = f"Japan had {told} with Iran from 1988 to 1991."
    ends = [
        Time(start=text.index(str(year)), end=text.index(str(year)) + 4, text=str(year), type="DATE", value=str(year),
             begin=date(year, 1, 1), until=date(year + 1, 1, 1), precision="year", rule="year")
        for year in (1988, 1991)
    ]  # fmt: skip
    (one,) = read(reading_of(text, times=tuple(ends))).standings
    assert (one.value, one.since.start, one.until.start) == ("none", date(1988, 1, 1), date(1991, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "Japan and Iran had no diplomatic relations until 1991.",
        "The border between Iran and Iraq was closed until early 1991.",
        "Japan and Russia were technically at war till 1991.",
    ],
)
def test_what_stood_until_a_day_has_that_end_and_no_condition(text: str) -> None:
    year = Time(
        start=text.index("1991"), end=text.index("1991") + 4, text="1991", type="DATE", value="1991",
        begin=date(1991, 1, 1), until=date(1992, 1, 1), precision="year", rule="year",
    )  # fmt: skip
    done = read(reading_of(text, times=(year,))).standings
    assert {(one.until.start, one.condition) for one in done} == {(date(1991, 1, 1), None)}


@pytest.mark.parametrize(
    "text",
    [
        "For nearly 40 years Japan and North Korea have had no diplomatic relations.",
        "Japan, which borders Russia, has severed diplomatic relations with Iran.",
        "The United States considers its sanctions on Iran a success.",
    ],
)
def test_words_that_are_said_of_something_else_undo_no_standing(text: str) -> None:
    assert len(standings_of(text)) == 1


def test_parties_that_are_not_clear_are_not_sure() -> None:
    done = read(reading_of("Iran, Iraq, Turkey met; relations remain tense among Iran, Iraq, Turkey, Russia."))
    assert done.standings == ()
    assert [one.kind for one in done.not_sure] == ["standing"]


def test_one_fact_told_twice_is_one_standing_with_both_words() -> None:
    (one,) = standings_of("Relations between Japan and Russia remain tense. Japan and Russia have tense relations.")
    assert len(one.reports) == 2


def test_more_words_on_sanctions_that_stand_are_words_of_the_same_standing() -> None:
    (one,) = standings_of(
        "U.S. sanctions on Iran remain in force. Lifting sanctions on Iran takes time. Iran wants new sanctions."
    )
    assert [words.text for words in one.reports] == [
        "U.S. sanctions on Iran remain in force", "Lifting sanctions on Iran takes time",
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["Lifting sanctions on Iran and Turkey takes time.", "Lifting sanctions takes time."])
def test_words_on_sanctions_of_others_or_of_nobody_are_not(other: str) -> None:
    (one,) = standings_of(f"U.S. sanctions on Iran remain in force. {other}")
    assert len(one.reports) == 1


def test_who_says_that_there_will_be_no_normalization_is_a_party_to_it() -> None:
    text = "There would be no normalization with Israel until the war ends, he said."
    prince = Actor(name="Prince", kind="person", country="IRQ")
    (one,) = read(reading_of(text, speaker=prince, content=text[: text.index(",")])).standings
    assert (one.parties, one.value) == (("IRQ", "ISR"), "none")


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        ("Relations between Japan and Russia are tense.", "Ties of Japan with Russia are tense."),
        ("Relations between Japan and Russia are tense.", "Japan severed ties with Russia."),
        ("Japan severed ties with Russia.", "U.S. sanctions on Iran remain in force."),
        ("Japan severed ties with Russia.", "Japan, as Iran had wished, severed ties with Russia."),
    ],
)
def test_the_more_speaks_for_a_standing_the_surer_it_is(surer: str, less: str) -> None:
    (one,), (other,) = standings_of(surer), standings_of(less)
    assert one.confidence > other.confidence


def test_what_is_said_in_indirect_speech_is_less_sure() -> None:
    text = "Iran has severed ties with Iraq."
    aide = Actor(name="Aide", kind="person", country="TUR")
    direct = reading_of(text, speaker=aide, content=text)
    indirect = replace(direct, statements=(replace(direct.statements[0], form="indirect"),))
    (one,), (other,) = (read(reading).standings for reading in (direct, indirect))
    assert one.confidence > other.confidence


def test_what_is_likelier_wrong_than_right_is_not_sure_with_its_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing_doubts, "weights", lambda _: {"any": -1.0})
    done = read(reading_of("Relations between Japan and Russia remain tense."))
    (unsure,) = done.not_sure
    assert (done.standings, unsure.kind, unsure.candidates) == ((), "standing", ("JPN", "RUS"))
    assert unsure.reason == "tone tense of JPN and RUS: about 3 in 10 such readings are right"


def test_every_rule_gives_an_aspect_and_value_of_the_ontology() -> None:
    assert [rule for rule in rules() if not is_standing(rule.aspect, rule.value)] == []
    assert len(compiled()) == len(rules()) > 0
