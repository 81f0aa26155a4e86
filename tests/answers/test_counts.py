"""Facets, timelines, speakers, comparisons and telling words are counts of what the index holds."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from searchkit.answers.comparison import compare
from searchkit.answers.distinctive import distinctive, log_likelihood
from searchkit.answers.facets import facets
from searchkit.answers.groups import by_speaker
from searchkit.answers.picture import lay_out
from searchkit.answers.similar import like
from searchkit.answers.stated import stated
from searchkit.answers.timeline import timeline
from searchkit.errors import SearchkitError
from searchkit.query import parse, print_query
from tests.answers.plain_source import PlainSource


def test_facets(source: PlainSource) -> None:
    found = facets(source, parse("bridge"), ("speaker", "year", "month"))
    assert found.total == 8
    assert found["speaker"] == (("Ann Lee", 2), ("Ines Duarte", 2), ("Omar Haddad", 2), ("Paul Novak", 2))
    assert found["month"][0] == ("2021-01", 1)
    assert len(facets(source, parse("bridge"), ("speaker",), limit=2)["speaker"]) == 2
    assert found.table().rows[0] == ("speaker", "Ann Lee", 2)


def test_a_field_that_has_no_counts(source: PlainSource) -> None:
    with pytest.raises(SearchkitError, match="did you mean speaker"):
        facets(source, parse("bridge"), ("speakers",))


def test_a_timeline_has_no_gaps(source: PlainSource) -> None:
    made = timeline(source, parse("bridge -date:2021-03"))
    assert [bar.label for bar in made.bars] == [f"2021-{n:02d}" for n in (1, 2, 3, 4, 5, 6)]
    assert [bar.releases for bar in made.bars] == [1, 1, 0, 1, 1, 1]
    assert made.undated == 2
    assert made.releases == 7
    assert timeline(source, parse("bridge"), "year").bars[0].releases == 6
    assert timeline(source, parse("nothing")).bars == ()


def test_a_timeline_across_a_turn_of_the_year() -> None:
    made = PlainSource.of_texts(" date 2020-11-30 A bridge opens.\n", " date 2021-02-01 A bridge closes.\n")
    assert [bar.label for bar in timeline(made, parse("bridge")).bars] == ["2020-11", "2020-12", "2021-01", "2021-02"]


def test_a_picture_is_xml_and_tells_the_query(source: PlainSource) -> None:
    root = ET.fromstring(timeline(source, parse('bridge -"<b> & x"')).as_svg())
    assert root.findtext("{http://www.w3.org/2000/svg}title") == 'bridge -"<b> & x"'
    assert len(root.findall(".//{http://www.w3.org/2000/svg}rect")) == 2 * 6
    ET.fromstring(timeline(source, parse("nothing")).as_svg())


def test_the_suffix_says_which_picture(source: PlainSource, tmp_path: Path) -> None:
    made = timeline(source, parse("bridge"))
    made.plot(tmp_path / "p.SVG")
    made.plot(str(tmp_path / "p.png"))
    assert (tmp_path / "p.SVG").read_text("utf-8") == made.as_svg()
    assert (tmp_path / "p.png").read_bytes() == made.as_png()
    for name in ("p.jpg", "p", ".png"):
        with pytest.raises(SearchkitError, match=r"ends in \.svg or \.png"):
            made.plot(tmp_path / name)
    with pytest.raises(SearchkitError, match=r"cannot be written \(No such file or directory\)"):
        made.plot(tmp_path / "nowhere" / "p.png")


@pytest.mark.parametrize("query", ["bridge", "nothing", "мост OR 橋 OR bridge", "bridge OR " * 60 + "bridge"])
def test_a_png_shows_the_columns_where_the_svg_has_them(source: PlainSource, query: str) -> None:
    made = timeline(source, parse(query))
    image = Image.open(io.BytesIO(made.as_png(400, 200))).convert("RGB")
    assert image.size == (800, 400)
    columns = lay_out(made, 400, 200).columns
    assert bool(columns) == (query != "nothing")
    for column in columns:
        if column.height > 1:
            middle = (int(2 * (column.x + column.width / 2)), int(2 * (column.y + column.height / 2)))
            assert image.getpixel(middle) == (0x1F, 0x5F, 0x99)  # the narrower column of statements lies above
            edge = (int(2 * column.x) + 2, middle[1])
            assert image.getpixel(edge) == ((0xB9, 0xC7, 0xD6) if column.kind == "releases" else (0x1F, 0x5F, 0x99))
    title = image.crop((96, 8, 800, 40))
    assert len(title.getcolors() or ()) > 2, "the query stands above"


def test_who_says_it(source: PlainSource) -> None:
    found = by_speaker(source, stated(parse("safe")))
    assert found.statements == 8
    assert [(group.name, group.statements, group.releases) for group in found.groups] == [
        (name, 2, 2) for name in ("Ann Lee", "Ines Duarte", "Omar Haddad", "Paul Novak")
    ]
    assert found.speakers == 4
    assert len(by_speaker(source, stated(parse("safe")), limit=1).groups) == 1
    first = found.groups[0]
    assert (str(first.first), str(first.last)) == ("2021-01-15", "2021-05-15")


def test_side_by_side(source: PlainSource) -> None:
    made = compare(source, ["lavrov", "qureshi", "lee"], "pipeline OR safe")
    assert [side.statements for side in made.sides] == [1, 0, 2]
    assert [str(side.first) for side in made.sides] == ["2021-04-07", "None", "2021-01-15"]
    assert str(compare(source, ["lee"], "safe", limit=1).sides[0].first) == "2021-01-15"
    rows = made.rows()
    assert [month for month, _ in rows] == ["2021-01", "2021-04", "2021-05"]
    assert [[len(said) for said in row] for _, row in rows] == [[0, 0, 1], [1, 0, 0], [0, 0, 1]]
    everything = compare(source, ["lavrov"], "", since="2021-04", until="2021-04", limit=None)
    assert everything.sides[0].statements == len(everything.sides[0].said) > 5


def test_telling_words() -> None:
    tolls = "".join(f'"Tolls are a burden for drivers on road {n}," said Ann Lee.\n\n' for n in "abcdef")
    parks = "".join(f'"Parks are a joy for children of street {n}," said Omar Haddad.\n\n' for n in "abcdef")
    source = PlainSource.of_texts(tolls, parks)
    made = distinctive(source, parse('speaker:"Ann Lee"'))
    assert made.statements == 6
    words = [term.text for term in made.words]
    assert {"tolls", "burden", "drivers"} <= set(words)
    assert not {"are", "for", "parks"} & set(words)
    assert all(term.statements == term.everywhere == 6 for term in made.words)
    assert any("burden for drivers" in term.text for term in made.phrases)


def test_the_likelihood_ratio_is_dunnings() -> None:
    # Contingency table 110, 2442, 111, 29114: −2 log λ = 270.72 (Dunning 1993, table 1: "the swiss").
    assert log_likelihood(110, 110 + 2442, 221, 110 + 2442 + 111 + 29114) == pytest.approx(270.72, abs=0.01)
    assert log_likelihood(1, 100, 51, 200) < 0
    assert log_likelihood(5, 10, 10, 10) == 0


def test_more_like_this(source: PlainSource) -> None:
    release = source.made[1][0]
    query = like(source, release)
    found = [source.made[doc][0].id for doc in source.answer(query).found]
    assert release.id not in found
    assert {made[0].id for made in source.made[2:]} <= set(found)
    assert parse(print_query(query.node)).node == query.node
    lonely = PlainSource.of_texts("Zebra quagga okapi.")
    assert lonely.answer(like(lonely, lonely.made[0][0])).found == []
