package everthread.web.page;

import everthread.connecting.Attempt;
import everthread.connecting.Place;
import everthread.connecting.Stage;
import everthread.connecting.Step.Outcome;
import everthread.space.Scope;
import everthread.web.page.ConnectView.StepRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The part of the Connect page that shows, as it happens, what connecting clients do. */
final class AttemptsPart {
  private static final String NO_NAME = "A client without a name";

  private final PageServices services;

  AttemptsPart(PageServices services) {
    this.services = services;
  }

  /** The page asks again and again, saying what it has seen; mostly there is nothing new. */
  Answer show(Visit visit) {
    visit.require(Scope.ADMIN);
    var view = view(visit);
    boolean isSeen = visit.asked("seen").orElse("").equals(Long.toString(view.seen()));
    return isSeen ? new Answer.Unchanged() : new Answer.Part("part/attempts.jte", view);
  }

  AttemptsView view(Visit visit) {
    var attempts = services.attempts().of(visit.principal().person());
    var rows = new ArrayList<AttemptsView.Row>();
    for (var attempt : attempts) rows.add(row(attempt, visit.dates(), rows.isEmpty()));
    return new AttemptsView(attempts.isEmpty() ? 0 : attempts.getFirst().change(), rows);
  }

  private AttemptsView.Row row(Attempt attempt, Dates dates, boolean isFirst) {
    var name = attempt.name().isEmpty() ? attempt.agent() : attempt.name();
    var verdict = Verdict.of(attempt);
    return new AttemptsView.Row(
        "attempt-" + attempt.number(),
        name.isEmpty() ? NO_NAME : name,
        about(attempt),
        where(attempt.place()) + dates.dayAndTime(attempt.lastAt()),
        verdict.state,
        verdict.words,
        isFirst,
        attempt.steps().stream().map(seen -> step(seen, dates)).toList());
  }

  private static String about(Attempt attempt) {
    var parts = new ArrayList<String>();
    if (!attempt.id().isEmpty()) parts.add(attempt.id());
    if (!attempt.agent().isEmpty() && !attempt.name().isEmpty()) parts.add(attempt.agent());
    return String.join(" · ", parts);
  }

  private String where(Place place) {
    return switch (place) {
      case THIS_MACHINE ->
          services.installation().publicAddress() == null
              ? "On this machine, "
              : "On this machine or through its proxy, ";
      case LOCAL_NETWORK -> "In the local network, ";
      case ELSEWHERE -> "From the internet, ";
      case UNKNOWN -> "";
    };
  }

  private static StepRow step(Attempt.Seen seen, Dates dates) {
    var step = seen.step();
    var times = seen.times() > 1 ? ", " + seen.times() + " times" : "";
    return new StepRow(
        step.outcome().name().toLowerCase(Locale.ROOT),
        title(step.stage()),
        dates.time(seen.at()) + times,
        step.sentence(),
        "",
        step.fix() == null ? "" : step.fix());
  }

  private static String title(Stage stage) {
    return switch (stage) {
      case DOOR -> "At the door";
      case RESOURCE -> "What this server is";
      case SERVER -> "How to come in";
      case CLIENT -> "Who it is";
      case CONSENT -> "Your consent";
      case TOKEN -> "Token";
      case GREETING -> "Greeting";
      case TOOLS -> "List of tools";
      case CALL -> "First call";
      case END -> "Signing off";
    };
  }

  /** How an attempt stands. */
  private enum Verdict {
    STUCK("bad", "Stuck"),
    YOUR_TURN("warn", "Your turn"),
    CONNECTED("ok", "Connected"),
    LEFT("ok", "Signed off"),
    UNDER_WAY("warn", "Under way");

    private final String state;
    private final String words;

    Verdict(String state, String words) {
      this.state = state;
      this.words = words;
    }

    static Verdict of(Attempt attempt) {
      var last = attempt.steps().getLast().step();
      if (last.outcome() == Outcome.FAILED) return STUCK;
      if (last.outcome() == Outcome.WAITING) return YOUR_TURN;
      if (last.stage() == Stage.END) return LEFT;
      return List.of(Stage.GREETING, Stage.TOOLS, Stage.CALL).contains(last.stage())
          ? CONNECTED
          : UNDER_WAY;
    }
  }
}
