package everthread.web.page;

import everthread.ingest.Job;
import everthread.space.SpaceId;
import everthread.vitals.QueueState;
import everthread.web.page.StatusView.Aside;
import everthread.web.page.StatusView.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be done, as lines that grow: each is measured against the most that waited since
 * it was last empty. Thread-safe.
 */
final class WorkRows {
  private record Key(SpaceId space, String label) {}

  private final Map<Key, Long> peaks = new ConcurrentHashMap<>();

  List<Work> of(SpaceId space, Standing now) {
    var pending = now.stats().pending();
    var rows = new ArrayList<Work>();
    rows.add(row(space, "Reading", pending.reading(), age(now, Job.Kind.READ)));
    rows.add(row(space, "Finding memories", pending.extraction(), age(now, Job.Kind.EXTRACT)));
    if (pending.embedding() > 0) {
      rows.add(row(space, "Meaning", pending.embedding(), meaning(now)));
    }
    rows.add(row(space, "Search index", pending.index(), ""));
    long erasing = erasing(now.queue());
    if (erasing > 0) {
      rows.add(
          new Work(
              "Erasing",
              Counted.grouped(erasing),
              "Hidden already, erased ten minutes after the deleting.",
              0,
              0));
    }
    return rows;
  }

  private static String meaning(Standing now) {
    var words =
        Counted.grouped(now.stats().pending().embedding())
            + " of "
            + Counted.of(now.findable(), "message", "messages")
            + " still to be read; words find them all now.";
    var trouble = now.meaning().trouble();
    return trouble == null ? words : words + " " + trouble;
  }

  private Work row(SpaceId space, String label, long left, String note) {
    var key = new Key(space, label);
    if (left == 0) {
      peaks.remove(key);
      return new Work(label, "", "", 0, 0);
    }
    long peak = peaks.merge(key, left, Math::max);
    return new Work(label, Counted.grouped(left), note, peak - left, peak);
  }

  private static long erasing(QueueState queue) {
    return queue.kinds().stream()
        .filter(
            kind ->
                switch (kind.kind()) {
                  case ERASE_CONVERSATION, ERASE_MEMORY -> true;
                  case READ, EXTRACT, SETTLE, READ_AGAIN, READ_ALL_AGAIN -> false;
                })
        .mapToLong(kind -> kind.waiting() + kind.running() + kind.later())
        .sum();
  }

  private static String age(Standing now, Job.Kind wanted) {
    for (var kind : now.queue().kinds()) {
      if (kind.kind() != wanted) continue;
      var oldest = age(kind.oldest(), now.dates());
      if (kind.later() == 0) return oldest;
      var later = Counted.grouped(kind.later()) + " tried again later";
      return oldest.isEmpty() ? later : oldest + ", " + later;
    }
    return "";
  }

  private static String age(@Nullable Instant oldest, Dates dates) {
    if (oldest == null) return "";
    var age = Duration.between(oldest, dates.now());
    if (age.toSeconds() < 60) {
      return "The oldest for " + Counted.of(Math.max(1, age.toSeconds()), "second");
    }
    return "The oldest for " + dates.since(oldest);
  }

  /** What was set aside, and why, in words. */
  static List<Aside> aside(Standing now) {
    var aside = new ArrayList<Aside>();
    for (var dead : now.queue().dead()) {
      aside.add(new Aside(what(dead.kind(), dead.jobs()), TroubleWords.why(dead.why())));
    }
    long unread = now.meaning().setAside();
    if (unread > 0) {
      var what = Counted.of(unread, "text couldn’t", "texts couldn’t") + " be read for meaning";
      aside.add(new Aside(what, "words find them all the same"));
    }
    return aside;
  }

  private static String what(Job.Kind kind, long jobs) {
    return switch (kind) {
      case READ -> Counted.of(jobs, "message couldn’t", "messages couldn’t") + " be read";
      case EXTRACT ->
          Counted.of(jobs, "chat couldn’t", "chats couldn’t") + " be looked through for memories";
      case ERASE_CONVERSATION ->
          Counted.of(jobs, "deleted chat isn’t", "deleted chats aren’t") + " erased yet";
      case ERASE_MEMORY ->
          Counted.of(jobs, "deleted memory isn’t", "deleted memories aren’t") + " erased yet";
      case SETTLE -> "Older memories couldn’t be compared with newer ones";
      case READ_AGAIN, READ_ALL_AGAIN -> "Older captures couldn’t be put back for reading";
    };
  }
}
