package everthread.ingest;

import static java.util.stream.Collectors.groupingBy;

import everthread.capture.Capture;
import everthread.capture.CaptureStore;
import everthread.capture.CaptureStore.Outcome;
import everthread.capture.CaptureStore.Size;
import everthread.capture.read.Reading;
import everthread.capture.read.SiteReader;
import everthread.conversation.ConversationStore.Telling;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.ingest.ReadingStore.Read;
import everthread.space.SpaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads captures into conversations, many in one transaction. How much is in memory at once is
 * bounded, however many threads read. May run twice; the second time changes nothing. Thread-safe.
 */
final class ReadStage {
  /** Bodies of one transaction; a larger body is read alone. */
  private static final long SLICE = 4L << 20;

  /** Bodies in memory at once, over all threads, in KiB. A body is a tree of objects while read. */
  private static final int BUDGET = 16 * 1024;

  private final CaptureStore captures;
  private final ReadingStore readings;
  private final JobQueue queue;
  private final Map<Site, SiteReader> readers;
  private final CleanText clean;
  private final Semaphore budget = new Semaphore(BUDGET, true);

  ReadStage(Pipeline.Stores stores, Map<Site, SiteReader> readers, CleanText clean) {
    this.captures = stores.captures();
    this.readings = stores.readings();
    this.queue = stores.jobs();
    this.readers = Map.copyOf(readers);
    this.clean = clean;
  }

  /** Runs jobs of one space to their end; how each capture's reading ended, by its id. */
  Map<UUID, Outcome> run(SpaceId space, List<Job> jobs) {
    var byCapture = jobs.stream().collect(groupingBy(Job::subjectId));
    var sizes = captures.sizes(space, byCapture.keySet());
    var outcomes = new HashMap<UUID, Outcome>();
    for (var slice : slices(sizes)) outcomes.putAll(runSlice(space, slice, byCapture));
    sizes.forEach(size -> byCapture.remove(size.id()));
    queue.done(byCapture.values().stream().flatMap(List::stream).toList());
    return outcomes;
  }

  private static List<List<Size>> slices(List<Size> sizes) {
    var slices = new ArrayList<List<Size>>();
    long bytes = SLICE;
    for (var size : sizes) {
      if (bytes + size.bytes() > SLICE) {
        slices.add(new ArrayList<>());
        bytes = 0;
      }
      slices.getLast().add(size);
      bytes += size.bytes();
    }
    return slices;
  }

  private Map<UUID, Outcome> runSlice(
      SpaceId space, List<Size> slice, Map<UUID, List<Job>> byCapture) {
    long bytes = slice.stream().mapToLong(Size::bytes).sum();
    int share = (int) Math.min(BUDGET, 1 + (bytes >> 10));
    budget.acquireUninterruptibly(share);
    try {
      var found = captures.find(space, slice.stream().map(Size::id).toList());
      return read(space, found, byCapture);
    } finally {
      budget.release(share);
    }
  }

  private Map<UUID, Outcome> read(
      SpaceId space, List<Capture> found, Map<UUID, List<Job>> byCapture) {
    var read = new ArrayList<Read>();
    var refused = new HashMap<Capture, @Nullable String>();
    var byId = new HashMap<UUID, Capture>();
    for (var capture : found) {
      byId.put(capture.id(), capture);
      var jobs = byCapture.getOrDefault(capture.id(), List.of());
      switch (reading(capture)) {
        case Reading.Found told -> read.add(told(capture, jobs, told));
        case Reading.Nothing() ->
            read.add(new Read.Ended(capture.id(), jobs, new Outcome.Nothing()));
        case Reading.Drift drift ->
            read.add(new Read.Ended(capture.id(), jobs, new Outcome.Drift(drift.missing())));
        case Reading.Forbidden forbidden -> refused.put(capture, capture.conversationSourceId());
      }
    }
    var outcomes = new HashMap<UUID, Outcome>();
    var ended =
        read.isEmpty() ? List.<java.util.Optional<Outcome>>of() : readings.commit(space, read);
    for (int i = 0; i < read.size(); i++) {
      var each = read.get(i);
      ended.get(i).ifPresent(outcome -> outcomes.put(each.captureId(), outcome));
      if (ended.get(i).isEmpty() && each instanceof Read.Told told) {
        var capture = byId.get(told.captureId());
        if (capture != null) refused.put(capture, told.telling().conversation().sourceId());
      }
    }
    refused.forEach((capture, sourceId) -> forbid(space, capture, sourceId, byCapture));
    return outcomes;
  }

  private Reading reading(Capture capture) {
    var reader = readers.get(capture.site());
    return reader == null
        ? new Reading.Drift("no reader for " + capture.site().displayName())
        : reader.read(capture);
  }

  private Read told(Capture capture, List<Job> jobs, Reading.Found found) {
    var source =
        switch (capture.kind()) {
          case STREAM -> Source.STREAM;
          case SNAPSHOT -> Source.SNAPSHOT;
          case DOM -> Source.DOM;
        };
    var told = clean.clean(found.conversation());
    return new Read.Told(capture.id(), jobs, new Telling(told, source, capture.capturedAt()));
  }

  /** It must not be kept: it and all that hangs on it go. */
  private void forbid(
      SpaceId space, Capture capture, @Nullable String sourceId, Map<UUID, List<Job>> byCapture) {
    captures.forbid(space, capture.id(), capture.site(), sourceId);
    queue.done(byCapture.getOrDefault(capture.id(), List.of()));
  }
}
