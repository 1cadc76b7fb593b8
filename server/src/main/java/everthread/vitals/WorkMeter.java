package everthread.vitals;

import everthread.ingest.FactFinder;
import everthread.ingest.Job;
import everthread.ingest.JobListener;
import everthread.redact.Redactor;
import everthread.vitals.Troubles.Area;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Times jobs and finding facts, and counts what was redacted. Thread-safe. */
public final class WorkMeter implements JobListener {
  private final MeterRegistry registry;
  private final Troubles troubles;

  public WorkMeter(MeterRegistry registry, Troubles troubles) {
    this.registry = registry;
    this.troubles = troubles;
  }

  @Override
  public void ended(Job job, End end, String why, Duration took) {
    Meters.timer(
            registry,
            "everthread.job.runs",
            "Time of one try of a job, by how it ended",
            "kind",
            lower(job.kind()),
            "end",
            lower(end))
        .record(took);
    if (end != End.DONE) troubles.note(area(job.kind()), why);
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Area area(Job.Kind kind) {
    return switch (kind) {
      case READ, READ_AGAIN, READ_ALL_AGAIN -> Area.READING;
      case EXTRACT, SETTLE -> Area.EXTRACTION;
      case ERASE_CONVERSATION, ERASE_MEMORY -> Area.ERASURE;
    };
  }

  /** The same finder, timed. */
  public FactFinder timed(FactFinder facts) {
    var timer =
        Meters.timer(registry, "everthread.extraction", "Time to look for facts in a message");
    return turns -> timer.record(() -> facts.facts(turns));
  }

  /** The redactor as a function; what it takes out is counted by the rule's kind. */
  public UnaryOperator<String> counted(Redactor redactor) {
    return text -> {
      var redaction = redactor.redact(text);
      for (var found : redaction.found()) {
        Meters.counter(
                registry,
                "everthread.redactions",
                "Secrets taken out of text, by kind of rule",
                "kind",
                found.kind())
            .increment();
      }
      return redaction.text();
    };
  }
}
