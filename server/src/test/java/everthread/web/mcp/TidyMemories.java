package everthread.web.mcp;

import everthread.memory.MemoryHygiene;
import everthread.memory.MemoryReport;
import everthread.memory.MemoryReport.Kind;
import everthread.memory.MemoryReport.Section;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report of nothing but two duplicates, which stay. */
final class TidyMemories implements MemoryHygiene {
  @Override
  public MemoryReport report(SpaceId space) {
    Map<Kind, Section> sections = new EnumMap<>(Kind.class);
    for (var kind : Kind.values()) {
      sections.put(kind, new Section(kind == Kind.DUPLICATE ? 2 : 0, List.of()));
    }
    return new MemoryReport(sections);
  }

  @Override
  public Optional<Cleaned> clean(SpaceId space, Kind kind) {
    return Optional.empty();
  }

  @Override
  public int putBack(SpaceId space, Instant at) {
    return 0;
  }
}
