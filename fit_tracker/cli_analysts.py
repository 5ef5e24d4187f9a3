"""The analysts' commands: tables in, tables out, no database."""

from __future__ import annotations

import argparse
from pathlib import Path

from fit_tracker.cli_call import OK, Add, Call, keep_apart, read, refused, write
from fit_tracker.errors import InvalidInput
from fit_tracker.services import analysis, trajectories
from fit_tracker.services.context import utc_now
from fit_tracker.services.trajectories import AnalystScale, ExpectedModel
from fit_tracker.texts import say, tr

LAST = 10**6
"""The highest visit that bands may be asked from, as in the files of ratings."""


def _classify(call: Call) -> int:
    args = call.args
    keep_apart(args.ratings, args.out)
    result = analysis.classify_file(args.ratings.name, read(args.ratings), _limits(call))
    if result.problems:
        return refused(call, result.problems)
    write(args.out, result.csv)
    call.tell("{n} forløb klassificeret i {file}", n=result.courses, file=args.out)
    return OK


def _limits(call: Call) -> analysis.Limits:
    args = call.args
    given = (args.min, args.max, args.higher_is_better, args.rci)
    if args.instrument is not None:
        if any(value is not None for value in (*given, args.cutoff)):
            raise InvalidInput("Skriv enten --instrument eller skalaens egne tal, ikke begge.")
        folder = args.folder or call.settings.instruments
        return analysis.limits_of_instrument(args.instrument, folder)
    if any(value is None for value in given):
        raise InvalidInput(
            "Skriv --instrument, eller --min, --max, --rci og enten --higher-is-better eller "
            "--lower-is-better."
        )
    return analysis.limits_given(*given, args.cutoff)


def _fit(call: Call) -> int:
    args = call.args
    keep_apart(args.ratings, args.out)
    scale = _scale(call)
    data, today = read(args.ratings), utc_now().date()
    found = trajectories.fit_file(
        args.ratings.name, data, args.method, args.basic, scale, _given(args), today
    )
    if found.problems:
        return refused(call, found.problems)
    write(args.out, found.body)
    _tell_growth(call, found)
    if found.too_few is not None:
        call.tell(say(call.language, found.too_few))
    if found.outside and not args.basic:
        call.tell(
            "Scorerne går ud over 0–40. Skriv --min og --max, så «assess» kan bruge modellen."
        )
    if found.model is not None:
        _tell_scale(call, scale)
        _tell_model(call, found.model)
    call.tell("Skrevet: {file}", file=args.out)
    return OK


def _tell_growth(call: Call, found: trajectories.Fitted) -> None:
    growth = found.growth
    assert growth is not None
    for name, value in zip(growth.names, growth.fixed_effects, strict=True):
        call.tell("{name}: {value}", name=name, value=f"{value:.6g}")
    (a, b), (_, d) = growth.covariance
    call.tell("varians, niveau: {value}", value=f"{a:.6g}")
    call.tell("varians, hældning: {value}", value=f"{d:.6g}")
    call.tell("kovarians: {value}", value=f"{b:.6g}")
    call.tell("restvarians: {value}", value=f"{growth.residual_variance:.6g}")
    call.tell(
        "log-likelihood ({method}): {value}",
        method=growth.method,
        value=f"{growth.log_likelihood:.4f}",
    )
    call.tell(
        "{courses} forløb, {ratings} målinger", courses=growth.n_episodes, ratings=growth.n_ratings
    )
    if growth.singular:
        call.tell("Bemærk: en varians ligger på grænsen (0 eller en korrelation på 1).")


def _tell_scale(call: Call, scale: AnalystScale) -> None:
    ends = {"low": f"{scale.minimum:g}", "high": f"{scale.maximum:g}", "rci": f"{scale.rci:g}"}
    if scale.higher_is_better:
        call.tell("Skala {low}–{high}, højere er bedre; pålidelig ændring: mere end {rci}.", **ends)
    else:
        call.tell("Skala {low}–{high}, lavere er bedre; pålidelig ændring: mere end {rci}.", **ends)


def _tell_model(call: Call, model: ExpectedModel) -> None:
    call.tell("Model {version} af {n} forløb", version=model.version, n=model.n_courses)
    for row in model.quality.bands:
        if row.visit is None and row.share.value is not None:
            call.tell(
                "  {level} %-bånd, {target}: {share} % inden for (n = {n})",
                level=row.level,
                target=row.target,
                share=call.number(100 * row.share.value),
                n=row.share.n,
            )


def _assess(call: Call) -> int:
    args = call.args
    keep_apart(args.model, args.train, args.flags, args.bands)
    keep_apart(args.ratings, args.flags, args.bands)
    if args.model is not None:
        model, too_few, scale = trajectories.model_in(read(args.model), args.model.name)
        if _scale(call, scale) != scale:
            raise InvalidInput(
                "Modellen er lavet til en anden skala end den skrevne: {low}–{high}, "
                "pålidelig ændring {rci}, {way}.",
                low=f"{scale.minimum:g}",
                high=f"{scale.maximum:g}",
                rci=f"{scale.rci:g}",
                way="--higher-is-better" if scale.higher_is_better else "--lower-is-better",
            )
    else:
        scale = _scale(call)
        model, too_few, problems = trajectories.train_on(
            args.train.name, read(args.train), scale, utc_now().date()
        )
        if problems:
            call.warn("Filen med afsluttede forløb ({file}):", file=args.train.name)
            return refused(call, problems)
    found = trajectories.assess_file(
        args.ratings.name, read(args.ratings), model, too_few, scale, args.landmarks
    )
    if found.problems:
        return refused(call, found.problems)
    write(args.flags, found.flags)
    write(args.bands, found.bands)
    _tell_assessed(call, found, scale)
    return OK


def _tell_assessed(call: Call, found: trajectories.AssessedFile, scale: AnalystScale) -> None:
    _tell_scale(call, scale)
    if found.model is None:
        if found.too_few is not None:
            call.tell(say(call.language, found.too_few))
        call.tell("Flagene følger de normfri regler, og der er ingen bånd.")
    else:
        call.tell(
            "Model {version} af {n} forløb", version=found.model.version, n=found.model.n_courses
        )
    call.tell(
        "{courses} forløb vurderet; {flagged} har været markeret to gange i træk.",
        courses=found.courses,
        flagged=found.flagged,
    )
    call.tell("Skrevet: {file}", file=call.args.flags)
    call.tell("Skrevet: {file}", file=call.args.bands)


def _simulate(call: Call) -> int:
    args = call.args
    for name, data in trajectories.simulated_files(args.scenario, args.episodes, args.seed).items():
        write(args.out / name, data)
        call.tell("Skrevet: {file}", file=args.out / name)
    return OK


def _given(args: argparse.Namespace) -> bool:
    values = (args.min, args.max, args.higher_is_better, args.rci)
    return any(value is not None for value in values)


USUAL = AnalystScale()


def _scale(call: Call, usual: AnalystScale = USUAL) -> AnalystScale:
    """The scale as it was typed; what was not is that of an outcome scale of 0 to 40."""
    args = call.args
    return AnalystScale(
        _number("--min", args.min, usual.minimum),
        _number("--max", args.max, usual.maximum),
        usual.higher_is_better if args.higher_is_better is None else args.higher_is_better,
        _number("--rci", args.rci, usual.rci),
    )


def _number(option: str, text: str | None, usual: float) -> float:
    return usual if text is None else float(analysis.number(option, text))


def _landmarks(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and 0 < int(part) <= LAST for part in parts):
        raise argparse.ArgumentTypeError("3,5,8")
    return tuple(dict.fromkeys(int(part) for part in parts))


def add_commands(language: str, add: Add) -> None:
    """classify, fit, assess and simulate."""
    _classify_arguments(language, add)
    _fit_arguments(language, add)
    _assess_arguments(language, add)
    made = add("simulate", tr(language, "Lav forløb med kendt sandhed."), _simulate)
    made.add_argument("--scenario", required=True, help=tr(language, "plain, hard …"))
    made.add_argument("--episodes", type=int, required=True, help=tr(language, "Antal forløb."))
    made.add_argument(
        "--seed", type=int, required=True, help=tr(language, "Frø: samme tal, samme forløb.")
    )
    made.add_argument("--out", type=Path, required=True, help=tr(language, "Mappe til filerne."))


def _ratings(language: str, parser: argparse.ArgumentParser) -> None:
    columns = tr(language, "CSV med episode_id, informant, session_no, score.")
    parser.add_argument("ratings", type=Path, help=columns)


def _scale_arguments(language: str, parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--min", help=tr(language, "Skalaens laveste total."))
    parser.add_argument("--max", help=tr(language, "Skalaens højeste total."))
    direction = parser.add_mutually_exclusive_group()
    for option, value, text in (
        ("--higher-is-better", True, tr(language, "Højere er bedre.")),
        ("--lower-is-better", False, tr(language, "Lavere er bedre.")),
    ):
        direction.add_argument(
            option, dest="higher_is_better", action="store_const", const=value, help=text
        )
    parser.add_argument("--rci", help=tr(language, "Målefejl: ændringen skal være større."))


def _classify_arguments(language: str, add: Add) -> None:
    text = tr(language, "Klassificér forløb fra en tabel; uden database.")
    parser = add("classify", text, _classify)
    _ratings(language, parser)
    parser.add_argument("--instrument", help=tr(language, "Skalaens id."))
    parser.add_argument("--folder", type=Path, help=tr(language, "Mappe med egne skalaer."))
    _scale_arguments(language, parser)
    cutoff = tr(language, "Klinisk grænse; selve tallet hører til den almindelige side.")
    parser.add_argument("--cutoff", help=cutoff)
    out = tr(language, "Ny CSV med klasserne.")
    parser.add_argument("--out", type=Path, required=True, help=out)


def _fit_arguments(language: str, add: Add) -> None:
    text = tr(language, "Beregn en vækstmodel af afsluttede forløb i en tabel; uden database.")
    parser = add("fit", text, _fit)
    _ratings(language, parser)
    method = tr(language, "Maximum likelihood eller restricted maximum likelihood.")
    parser.add_argument("--method", choices=("ml", "reml"), default="ml", help=method)
    basic = tr(language, "Kun niveau og hældning på log(session_no), til sammenligning.")
    parser.add_argument("--basic", action="store_true", help=basic)
    _scale_arguments(language, parser)
    out = tr(language, "Ny JSON-fil med modellen.")
    parser.add_argument("--out", type=Path, required=True, help=out)


def _assess_arguments(language: str, add: Add) -> None:
    text = tr(language, "Vurdér forløb i en tabel mod en model; uden database.")
    parser = add("assess", text, _assess)
    _ratings(language, parser)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--model", type=Path, help=tr(language, "Model fra fit."))
    source.add_argument("--train", type=Path, help=tr(language, "CSV med afsluttede forløb."))
    _scale_arguments(language, parser)
    flags = tr(language, "Ny CSV med flag og risici.")
    parser.add_argument("--flags", type=Path, required=True, help=flags)
    bands = tr(language, "Ny CSV med bånd.")
    parser.add_argument("--bands", type=Path, required=True, help=bands)
    landmarks = tr(language, "Besøg, som båndene regnes fra, f.eks. 3,5,8.")
    parser.add_argument("--landmarks", type=_landmarks, default=(3, 5, 8), help=landmarks)
