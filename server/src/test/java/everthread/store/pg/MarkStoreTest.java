package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Conversation;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarkStoreTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T10:00:00Z");
  private static final List<String> SAID =
      List.of(
          "My Zotero library has 45 sources by now.",
          "What should I cook tonight?",
          "The sprint deadline of the gallery is April 1, so I have to hurry with the gallery.",
          "I've added more, so my Zotero library has 52 sources.",
          "My gallery got the new sprint deadline of April 5, can you adjust the gallery plan?",
          "My Zotero library now holds 61 sources, which is a lot for a library.");

  private final Database database = RealPostgres.database();
  private final PgChangeFeed feed = new PgChangeFeed(database);
  private final PgConversationStore conversations = new PgConversationStore(database, feed);
  private final PgMarkStore marks = new PgMarkStore(database, feed);

  @Test
  void a_newer_figure_of_the_same_thing_is_marked_and_nothing_else() {
    var space = RealPostgres.newSpace();
    var messages = new LinkedHashMap<Integer, UUID>();
    for (int i = 0; i < SAID.size(); i++) messages.put(i, say(space, i));

    marks.mark(space, messages.values());

    assertThat(marked(space, messages)).containsExactly("0>3", "0>5", "2>4", "3>5");
  }

  @Test
  void in_whatever_order_messages_come_the_marks_are_the_same() {
    var random = new Random(5);
    for (int round = 0; round < 10; round++) {
      var space = RealPostgres.newSpace();
      var order = new ArrayList<Integer>();
      for (int i = 0; i < SAID.size(); i++) order.add(i);
      Collections.shuffle(order, random);
      var messages = new LinkedHashMap<Integer, UUID>();

      for (int i : order) {
        messages.put(i, say(space, i));
        marks.mark(space, List.of(messages.get(i)));
      }

      assertThat(marked(space, messages)).containsExactly("0>3", "0>5", "2>4", "3>5");
    }
  }

  @Test
  void marking_again_tells_the_index_nothing() {
    var space = RealPostgres.newSpace();
    var messages = new LinkedHashMap<Integer, UUID>();
    for (int i = 0; i < SAID.size(); i++) messages.put(i, say(space, i));
    marks.mark(space, messages.values());
    long position = feed.position(space);

    marks.markKept(space);

    assertThat(feed.position(space)).isEqualTo(position);
  }

  private UUID say(SpaceId space, int day) {
    var at = FIRST.plusSeconds(86_400L * day);
    var message =
        new Message("m", null, Role.USER, null, SAID.get(day), null, null, at, true, List.of());
    var chat =
        new Conversation(
            Site.CLAUDE, "chat " + day, null, null, null, null, null, List.of(message), "m");
    return conversations.save(space, chat, Source.API, at).changed().getFirst().id();
  }

  private TreeSet<String> marked(SpaceId space, Map<Integer, UUID> messages) {
    var days = new LinkedHashMap<UUID, Integer>();
    messages.forEach((day, id) -> days.put(id, day));
    var newer =
        database.inSpace(
            space, transaction -> new MessageMarks(transaction, space).newer(messages.values()));
    var marked = new TreeSet<String>();
    newer.forEach(
        (older, its) -> its.forEach(id -> marked.add(days.get(older) + ">" + days.get(id))));
    return marked;
  }
}
