package everthread.vitals;

import everthread.extract.llm.ModelListener;
import everthread.extract.llm.ModelState;
import everthread.vitals.Troubles.Area;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Counts and times the questions to the language model and the tokens they take. Thread-safe. */
public final class ModelMeter implements ModelListener {
  private final MeterRegistry registry;
  private final Troubles troubles;

  public ModelMeter(MeterRegistry registry, Troubles troubles, Supplier<ModelState> state) {
    this.registry = registry;
    this.troubles = troubles;
    Gauge.builder("everthread.llm.tokens.today", () -> state.get().used())
        .description("Tokens that the language model took today, in UTC")
        .register(registry);
    Gauge.builder("everthread.llm.tokens.most", () -> state.get().most())
        .description("Tokens that it may take in a day")
        .register(registry);
  }

  @Override
  public void ended(End end, String kind, long tokens, Duration took) {
    Meters.timer(
            registry,
            "everthread.llm.questions",
            "Time of one question to the language model, by how it ended",
            "end",
            end.name().toLowerCase(Locale.ROOT))
        .record(took);
    if (end == End.FAILED) troubles.note(Area.MODEL, kind);
    if (end == End.UNREADABLE) troubles.note(Area.MODEL, "unreadable");
  }
}
