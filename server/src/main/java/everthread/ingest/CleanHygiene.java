package everthread.ingest;

import everthread.memory.MemoryHygiene;
import everthread.memory.MemoryReport;
import everthread.memory.MemoryReport.Kind;
import everthread.memory.MemoryReport.Section;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A report whose examples are without secrets. Thread-safe. */
public final class CleanHygiene implements MemoryHygiene {
  private final MemoryHygiene hygiene;
  private final CleanMemories memories;

  public CleanHygiene(MemoryHygiene hygiene, CleanMemories memories) {
    this.hygiene = hygiene;
    this.memories = memories;
  }

  @Override
  public MemoryReport report(SpaceId space) {
    Map<Kind, Section> sections = new EnumMap<>(Kind.class);
    hygiene
        .report(space)
        .sections()
        .forEach(
            (kind, section) ->
                sections.put(
                    kind,
                    new Section(
                        section.count(), section.examples().stream().map(memories::out).toList())));
    return new MemoryReport(sections);
  }

  @Override
  public Optional<Cleaned> clean(SpaceId space, Kind kind) {
    return hygiene.clean(space, kind);
  }

  @Override
  public int putBack(SpaceId space, Instant at) {
    return hygiene.putBack(space, at);
  }
}
