"""Pages of kinds that are laid out unlike a news story, as HTML and as the dump of their visible text. All invented."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from harmattan.read.html import read_html
from harmattan.read.pagetext import read_page_text
from harmattan.read.tree import parse, visible_text
from harmattan.records import CODED_LABELS, Article, Label

TITLE = "Marova and Tessia reopen Lenz crossing after nine weeks"
STORY = (
    "Marova and Tessia reopened the road crossing at Lenz on Tuesday, nine weeks after a shooting closed it.",
    "The first lorries, loaded with onions and cement, passed the barrier after dawn under the eyes of observers.",
    "“We have agreed to keep talking, and that is what we shall do,” said the Marovan interior minister, Pell Dragan.",
    "Tessia will withdraw two companies of border guards from the eastern bank, according to a joint statement.",
    "Opposition deputies in Tessia accused the government of giving way and called a protest for Saturday.",
)
DAY = "2026-03-03"


@dataclass(frozen=True, slots=True)
class Kind:
    """A page and what a reader finds on it; text are the lines that are the article's, its headline left out."""

    body: str
    text: Sequence[str]
    title: str = TITLE
    day: str | None = DAY
    authors: Sequence[str] = ()

    @property
    def html(self) -> str:
        """The page with its title as a browser's window has it."""
        return f"<html><head><title>{self.title}</title></head><body>{self.body}</body></html>"


def ps(*paragraphs: str) -> str:
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def sections(*pairs: str) -> str:
    return "".join(f"<h2>{pairs[at]}</h2><p>{pairs[at + 1]}</p>" for at in range(0, len(pairs), 2))


QUESTIONS = (
    "Why did it take nine weeks?",
    "Because nobody wanted to be the first to call. In the end the river commission called both of us.",
    "Do you trust the Tessian side?",
    "I trust the paper we have signed. If patrols come back, we will close the road again within the hour.",
    "What happens next?",
    "Our foreign minister travels on 12 March. We want a permanent agreement before the summer.",
)
MEETING = "Pell Dragan, the interior minister, negotiated the reopening. He spoke to the Courier in his office."
POSTS = (
    ("14:05", "Barrier goes up at Lenz", f"{STORY[1]} Our reporter at the bridge saw people clap."),
    ("12:40", "Two companies to withdraw", f"{STORY[3]} Observers will watch them leave."),
    ("11:15", "Opposition calls a protest", f"{STORY[4]} It is to be held on the main square."),
    ("10:02", "Minister: we keep talking", f"{STORY[2]} A permanent agreement is the aim."),
    ("09:30", "What we know so far", f"{STORY[0]} Two traders were shot dead on the eastern bank."),
)
RELEASE = (
    "The Minister of Foreign Affairs of Marova, Ms Ada Brenn, today welcomed the reopening of the crossing at Lenz.",
    "Under the arrangement, customs officers of both countries will work in one building from the first of April.",
    "Ms Brenn said: “This is a first step. We expect Tessia to carry out what it has signed.”",
)
NOTES = ps("1. The crossing at Lenz was closed on 30 December 2025.", "2. The river commission has 40 staff.")
REPORT = (
    "Displacement", "Some 9,200 displaced people are staying in Kesh and 4,800 with families along the western bank.",
    "Rations", "Rations were distributed to 11,000 people between 24 February and 2 March in both districts.",
    "Access", "The road from Lenz to Kesh is open to aid convoys in daylight only, the commission says.",
)  # fmt: skip
TALK = (
    "MUNN: Welcome to the river podcast. With me is Jonas Veit, who was at the barrier on Tuesday. What did you see?",
    "VEIT: The first lorries came through at dawn. People were clapping, and some drivers had waited for nine weeks.",
    "MUNN: And the guards on the other side, were they leaving when you stood at the bridge in the morning?",
    "VEIT: Tessia says it will pull out two companies by the end of the month. I saw none leave yet.",
)
SUMMARY = (
    "Two months after the shooting, the crossing is open. In this episode we ask what the deal says and who gave way."
)

KINDS = {
    "French furniture": Kind(
        "<div>Accueil</div><div>Politique</div><div>S'abonner</div>"
        f"<h1>{TITLE}</h1><p>Par Aline Koffi</p><p>Publié le 3 mars 2026 à 18h40</p><div>Partager cet article</div>"
        f"{ps(*STORY[:2])}<div>Publicité</div>{ps(*STORY[2:])}<h3>À lire aussi</h3>"
        "<a href=/a>Le commerce en chiffres</a>"
        "<div>Mots-clés : Marova, Tessia, frontière</div><div>Mentions légales</div>",
        STORY,
        authors=["Aline Koffi"],
    ),
    "Spanish furniture": Kind(
        f"<div>Inicio</div><div>Mundo</div><h1>{TITLE}</h1><div>Por Inés Robledo</div><div>3 de marzo de 2026</div>"
        f"{ps(*STORY)}<div>Etiquetas: Marova, Tessia, frontera</div><h3>Lo más leído</h3>"
        "<a href=1>La cosecha de cebolla se retrasa</a><div>Todos los derechos reservados</div>",
        STORY,
        authors=["Inés Robledo"],
    ),
    "release with notes to editors": Kind(
        f"<div>Press release</div><h1>{TITLE}</h1><p>Published 3 March 2026</p>{ps(*RELEASE)}<p>ENDS</p>"
        f"<h2>Notes to editors</h2>{NOTES}<h2>Media enquiries</h2><p>Tel: +000 555 0142</p>",
        RELEASE,
    ),
    "interview": Kind(
        f"<h1>{TITLE}</h1><div>Interview by Jonas Veit</div><div>3 March 2026</div>"
        f"<p>{MEETING}</p>"
        f"{ps(*QUESTIONS)}<p><i>This interview has been edited for length and clarity.</i></p>"
        "<h3>Most read</h3><a href=1>Onion prices fall for the first time since December</a>",
        [MEETING, *QUESTIONS],
        authors=["Jonas Veit"],
    ),
    "explainer": Kind(
        f"<div>Home</div><div>World</div><h1>Explainer: What the deal of Lenz says</h1><div>Mira Kolev</div>"
        f"<div>3 March 2026</div>{ps(STORY[0])}{sections(*QUESTIONS)}",
        [STORY[0], *QUESTIONS],
        title="Explainer: What the deal of Lenz says",
        authors=["Mira Kolev"],
    ),
    "situation report": Kind(
        f"<h1>Orra Basin: Situation Report No. 7</h1><div>Posted: 3 Mar 2026</div>{ps(STORY[0])}{sections(*REPORT)}",
        [STORY[0], *REPORT],
        title="Orra Basin: Situation Report No. 7",
    ),
    "newsletter": Kind(
        f"<div>View in browser</div><h1>{TITLE}</h1><div>By Carla Munn · March 3, 2026</div>{ps(STORY[0])}"
        f"<h2>1. Lenz opens</h2>{ps(STORY[1])}<div>A message from our sponsor</div><h2>2. Strike in Kesh</h2>"
        f"{ps('Workers at the port of Kesh stopped work over pay and said they would stay out until Friday.')}"
        "<div>Unsubscribe | Manage preferences</div>",
        [
            STORY[0], "1. Lenz opens", STORY[1], "2. Strike in Kesh",
            "Workers at the port of Kesh stopped work over pay and said they would stay out until Friday.",
        ],
        authors=["Carla Munn"],
    ),
    "podcast": Kind(
        f"<h1>Podcast: Who gave way at Lenz?</h1><div>Carla Munn</div><div>March 3, 2026</div>{ps(SUMMARY)}"
        f"<h2>Transcript</h2>{ps(*TALK)}<p>This transcript was produced by machine and may contain errors.</p>",
        [SUMMARY, *TALK],
        title="Podcast: Who gave way at Lenz?",
        authors=["Carla Munn"],
    ),
    "copy with its first place": Kind(
        f"<h1>{TITLE}</h1><p>This article was originally published by The Lenz Courier and is republished here under a "
        f"content-sharing agreement.</p><p>By Mira Kolev, The Lenz Courier</p><p>March 3, 2026</p>{ps(*STORY)}"
        "<p>Read the original article on The Lenz Courier.</p>",
        STORY,
        authors=["Mira Kolev"],
    ),
    "meter": Kind(
        f"<h1>{TITLE}</h1><div>By Mira Kolev</div><div>March 3, 2026</div>{ps(*STORY)}"
        "<p>You have 1 free article left this month.</p><p>Subscribe for 2 crowns a week</p>",
        STORY,
        authors=["Mira Kolev"],
    ),
    "text with pictures": Kind(
        f"<h1>{TITLE}</h1><div>Photographs and text by Lena Otis</div><div>3 March 2026</div>{ps(*STORY)}",
        STORY,
        authors=["Lena Otis"],
    ),
    "outlet in capitals": Kind(
        f"<h1>{TITLE}</h1><div>Mira Kolev LENZ COURIER</div>{ps(*STORY)}", STORY, day=None, authors=["Mira Kolev"]
    ),
    "place beside the day": Kind(
        f"<h1>{TITLE}</h1><div>Port Elen</div><div>3 March 2026</div>"
        f"{ps(STORY[0] + ' At the harbour of Port Elen ships waited.')}{ps(*STORY[1:])}",
        [STORY[0] + " At the harbour of Port Elen ships waited.", *STORY[1:]],
    ),
    "wire copy": Kind(
        f"<div>BC-MAROVA-TESSIA, 1st Ld-Writethru</div><h1>{TITLE}</h1><p>By Jonas Veit</p>"
        f"<p>Eds: UPDATES with statement, protest call.</p><p>March 3, 2026</p>{ps(*STORY)}"
        "<p>(Reporting by Jonas Veit; Editing by Carla Munn)</p><p>ow/jv/cm</p>",
        STORY,
        authors=["Jonas Veit"],
    ),
}  # fmt: skip


def by_html(kind: Kind) -> Article:
    return read_html(kind.html, "invented")


def by_dump(kind: Kind) -> Article:
    return read_page_text(visible_text(parse(kind.html, "invented").root), "invented")


def text_of(article: Article) -> list[str]:
    coded = [block for block in article.blocks if block.label in CODED_LABELS and block.label is not Label.HEADLINE]
    return [block.span.of(article.text) for block in coded]


@pytest.mark.parametrize("read", [by_html, by_dump])
@pytest.mark.parametrize("name", KINDS)
def test_what_a_reader_finds_on_a_page(name: str, read: Callable[[Kind], Article]) -> None:
    kind = KINDS[name]
    article = read(kind)
    assert text_of(article) == list(kind.text)
    assert article.title is not None
    assert article.title.value == kind.title
    assert (article.published.value if article.published else None) == kind.day
    assert [one.value for one in article.authors] == list(kind.authors)


def live(posts: Sequence[tuple[str, str, str]]) -> Kind:
    body = "".join(f"<article><time>{at}</time><h2>{title}</h2><p>{text}</p></article>" for at, title, text in posts)
    lines = [line for _, title, text in posts for line in (title, text)]
    return Kind(f"<h1>{TITLE}</h1><div>3 March 2026</div>{body}<div>Show more</div>", lines)


def test_a_live_blog_keeps_the_titles_of_its_posts() -> None:
    kind = live(POSTS)
    assert text_of(by_html(kind)) == list(kind.text)


def test_the_dump_of_a_live_blog_keeps_its_last_post() -> None:
    assert list(live(POSTS).text)[-2:] == text_of(by_dump(live(POSTS)))[-2:]


def test_other_questions_below_a_story_that_asks_none_are_not_taken() -> None:
    below = "<div>Who will pay for the bridge?</div><p>The commission asks its members for money, they say.</p>"
    kind = Kind(f"<h1>{TITLE}</h1><div>3 March 2026</div>{ps(*STORY)}<h3>More from Lenz</h3>{below}", STORY)
    assert "Who will pay for the bridge?" not in text_of(by_dump(kind))


@pytest.mark.parametrize("read", [by_html, by_dump])
def test_the_days_of_a_timeline_are_not_when_it_was_published(read: Callable[[Kind], Article]) -> None:
    days = ("30 December 2025", "9 January 2026", "14 February 2026", "3 March 2026")
    body = "".join(f"<h3>{day}</h3><p>{text}</p>" for day, text in zip(days, STORY[1:], strict=True))
    article = read(Kind(f"<h1>{TITLE}</h1><div>By Carla Munn</div>{ps(STORY[0])}{body}", STORY, day=None))
    assert article.published is None


def test_a_section_of_a_page_may_be_named_as_a_menu_item_is() -> None:
    kind = Kind(f"<h1>{TITLE}</h1>{ps(STORY[0])}{sections('Food', STORY[1], 'Security', STORY[2])}", STORY)
    assert text_of(by_html(kind)) == [STORY[0], "Food", STORY[1], "Security", STORY[2]]


@pytest.mark.parametrize("heading", ["<h3>More news</h3>", "<h3>Latest</h3>"])
def test_stories_listed_by_day_below_the_text_are_no_timeline(heading: str) -> None:
    strike = "Workers at the port stopped work over pay and said on day {} that they would stay out, leaders told us."
    listed = "".join(
        f"<div>{day} March 2026</div><div>Port of Kesh at a standstill on day {day}</div><p>{strike.format(day)}</p>"
        for day in range(1, 6)
    )
    kind = Kind(f"<h1>{TITLE}</h1><div>3 March 2026</div>{ps(*STORY)}{ps(*STORY[1:])}{heading}{listed}", STORY)
    assert not any("Workers" in line for line in text_of(by_dump(kind)))
