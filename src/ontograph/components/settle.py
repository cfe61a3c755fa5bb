"""The claims of an article settled against each other: cancelled plans, valuations of rounds, posts that ended."""

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, resources, tokens
from ontograph.factuality import Factuality
from ontograph.frames.frameset import FrameSet
from ontograph.moves import MoveData, Moves
from ontograph.positions.derive import derive_positions
from ontograph.positions.passed import pass_on
from ontograph.positions.spells import apply_departures
from ontograph.rounds import settle_rounds
from ontograph.settling import UNDONE, cancel, without_unfilled_posts

_VERBAL = ("AUX", "VERB")


class Settle:
    """Rewrites `doc._.claims` once all components have added theirs."""

    def __init__(
        self,
        factuality: Factuality,
        moves: MoveData,
        reach: int,
        joining: dict[str, str],
        giving: frozenset[str] = frozenset(),
    ) -> None:
        layers.register()
        self.factuality, self.moves, self.reach, self.joining, self.giving = factuality, moves, reach, joining, giving

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        claims = layers.claims(doc)
        if claims:
            text = tokens.of(doc)
            spans = text.sents
            sentences = [(s.start_char, s.end_char) for s in spans]
            before = (range(0), *(range(start, end) for start, end in sentences))
            undone = [c.start for c in claims if c.factuality in UNDONE]
            cancelling = frozenset(
                n
                for n, s in enumerate(spans)
                if any(at in before[n] for at in undone) and self.factuality.cancels(text, (s.start, s.end)) is not None
            )
            claims = without_unfilled_posts(cancel(claims, sentences, cancelling))
            verbs = [t.pos_ in _VERBAL for t in text]
            headings = [(s.start_char, s.end_char) for s in spans if not any(verbs[s.start : s.end])]
            claims = settle_rounds(claims, self.reach, self.joining, headings)
            starts = [start for start, _ in sentences]
            names = {entity.id: entity.name for entity in layers.entities(doc).values()}
            claims = Moves(self.moves, starts, doc._.published, names).complete(claims)
            claims = pass_on(derive_positions(claims, self.giving), layers.successions(doc), starts)
            claims = apply_departures(claims)
            layers.set_claims(doc, sorted(claims, key=lambda c: (c.start, c.end)))
        return doc


@Language.factory(
    "ontograph_settle",
    default_config={
        "cues": "fr_press/cues.yml",
        "moves": "fr_press/moves.yml",
        "frames": "fr_press/frames",
        "reach": 300,
    },
)
def make_settle(nlp: Language, name: str, cues: str, moves: str, frames: str, reach: int) -> Settle:
    """Build the component; `reach` is how far (characters) a valuation may stand from its round."""
    known = [frame for _, frame in FrameSet.load(frames).frames]
    joining: dict[str, str] = {
        rule: joins for f in known if f.joins for rule, joins in ((f.id, f.joins), (f.beside, "member"))
    }
    giving = frozenset(f.id for f in known if f.fact == "Appointment" and "title" in f.requires)
    found = resources.load_yaml(resources.data_path(moves), MoveData)
    return Settle(Factuality.load(resources.data_path(cues)), found, reach, joining, giving)
