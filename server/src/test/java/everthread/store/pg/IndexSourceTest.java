package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Conversation;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.feed.Change;
import everthread.search.IndexSource.IndexedMessage;
import everthread.search.IndexSource.Update;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The index reads what a change touches, and no more of a long chat. */
class IndexSourceTest {
  private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
  private static final int LONG = 200;

  private final PgChangeFeed feed = PgChangeFeed.writtenHereOnly(RealPostgres.database());
  private final PgConversationStore store = new PgConversationStore(RealPostgres.database(), feed);
  private final PgIndexSource source = new PgIndexSource(RealPostgres.database());
  private final SpaceId space = RealPostgres.newSpace();

  @Test
  void a_further_turn_of_a_long_chat_touches_only_its_neighbours() {
    var messages = chain();
    save(messages, "m" + (LONG - 1));
    long before = feed.position(space);
    messages.add(message("m" + LONG, "m" + (LONG - 1), LONG));
    messages.add(message("m" + (LONG + 1), "m" + LONG, LONG + 1));

    save(messages, "m" + (LONG + 1));

    var changes = feed.after(space, before, 100);
    assertThat(changes).extracting(Change::subject).containsOnly(Change.Subject.MESSAGE);
    var update = source.load(space, changes);
    assertThat(ids(update)).containsExactlyInAnyOrder("m198", "m199", "m200", "m201");
    var last = find(update, "m201");
    assertThat(last.onActiveBranch()).isTrue();
    assertThat(last.message().text()).isEqualTo("text 201");
    assertThat(text(last.previous())).isEqualTo("text 200");
    assertThat(text(last.previous2())).isEqualTo("text 199");
    var earlier = find(update, "m198");
    assertThat(text(earlier.previous2())).isEqualTo("text 196");
    assertThat(text(earlier.next2())).isEqualTo("text 200");
  }

  @Test
  void an_edit_takes_the_old_branch_out_of_sight() {
    var messages = chain();
    save(messages, "m" + (LONG - 1));
    long before = feed.position(space);
    messages.add(message("edited", "m196", LONG));

    save(messages, "edited");

    var update = source.load(space, feed.after(space, before, 100));
    assertThat(ids(update)).contains("m195", "m196", "m197", "m198", "m199", "edited");
    assertThat(find(update, "m199").onActiveBranch()).isFalse();
    assertThat(find(update, "m197").onActiveBranch()).isFalse();
    assertThat(find(update, "edited").onActiveBranch()).isTrue();
    assertThat(update.messages()).hasSizeLessThan(LONG / 2);
  }

  @Test
  void going_back_to_an_earlier_branch_reads_the_whole_conversation() {
    var messages = chain();
    messages.add(message("edited", "m196", LONG));
    save(messages, "edited");
    long before = feed.position(space);

    save(messages, "m199");

    var update = source.load(space, feed.after(space, before, 100));
    assertThat(update.messages()).hasSize(LONG + 1);
    assertThat(find(update, "m199").onActiveBranch()).isTrue();
    assertThat(find(update, "edited").onActiveBranch()).isFalse();
  }

  @Test
  void what_was_read_from_the_feed_is_never_beyond_its_position() {
    assertThat(feed.position(space)).isZero();
    // From here on another hears of commits first, as a writer does that is not yet told.
    var other = PgChangeFeed.writtenHereOnly(RealPostgres.database());
    save(chain(), null);

    var read = feed.after(space, 0, 1_000);

    assertThat(feed.position(space)).isEqualTo(read.getLast().position());
    assertThat(other.position(space)).isEqualTo(read.getLast().position());
  }

  @Test
  void a_walk_meets_every_message_once() {
    save(chain(), null);
    var met = new ArrayList<String>();

    source.loadAll(space, update -> met.addAll(ids(update)));

    assertThat(met).hasSize(LONG).doesNotHaveDuplicates();
  }

  private static List<Message> chain() {
    var messages = new ArrayList<Message>();
    for (int i = 0; i < LONG; i++) {
      messages.add(message("m" + i, i == 0 ? null : "m" + (i - 1), i));
    }
    return messages;
  }

  private static Message message(String id, @Nullable String parent, int turn) {
    var role = turn % 2 == 0 ? Role.USER : Role.ASSISTANT;
    return new Message(
        id,
        parent,
        role,
        null,
        "text " + turn,
        null,
        null,
        NOON.plusSeconds(turn),
        true,
        List.of());
  }

  private void save(List<Message> messages, @Nullable String leaf) {
    var told =
        new Conversation(
            Site.CHATGPT, "long", "A long chat", null, null, null, NOON, messages, leaf);
    store.save(space, told, Source.SNAPSHOT, NOON.plusSeconds(10_000 + messages.size()));
  }

  private static List<String> ids(Update update) {
    return update.messages().stream().map(indexed -> indexed.message().sourceId()).toList();
  }

  private static IndexedMessage find(Update update, String sourceId) {
    return update.messages().stream()
        .filter(indexed -> indexed.message().sourceId().equals(sourceId))
        .findFirst()
        .orElseThrow();
  }

  private static String text(everthread.conversation.@Nullable StoredMessage message) {
    return message == null ? "" : message.text();
  }
}
