package everthread.capture.read;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.capture.Capture;
import everthread.conversation.Conversation;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadingRulesTest {
  private static Capture capture(
      Site site, Capture.Kind kind, String url, Map<String, Object> request, String body) {
    return new Capture(
        new UUID(1, 1),
        site,
        kind,
        url,
        url,
        null,
        Instant.EPOCH,
        request,
        body,
        "text/event-stream",
        true,
        new Capture.Client("0.1.0", "test/1"));
  }

  private static Conversation read(Capture capture) {
    var reading = SiteReaders.read(capture);
    return ((Reading.Found) reading).conversation();
  }

  private static final String CLAUDE =
      "https://claude.ai/api/organizations/o/chat_conversations/"
          + "7e57c0de-0000-4000-8000-000000000001/completion";
  private static final String CHATGPT =
      "https://chatgpt.com/backend-api/conversation/6a10c0de-0000-4000-8000-000000000001";

  @Test
  void events_are_read_with_any_line_end_without_space_and_over_several_lines() {
    var events =
        EventStream.events("\uFEFFevent:a\r\ndata:1\r\n\r\n: comment\rdata: 2\ndata:\ndata: 3");

    assertThat(events)
        .containsExactly(new EventStream.Event("a", "1"), new EventStream.Event("", "2\n\n3"));
  }

  @Test
  void a_block_of_memories_is_no_word_of_the_person() {
    var prompt = "<everthread-memory>\nLikes tea.\n</everthread-memory>\n\nWhat shall I drink?";
    var body =
        """
        {"current_node":"b","mapping":{"b":{"id":"b","message":{"id":"b","author":{"role":"user"},
        "content":{"content_type":"text","parts":[%s]}}}}}
        """
            .formatted(Json.of(prompt));

    var told = read(capture(Site.CHATGPT, Capture.Kind.SNAPSHOT, CHATGPT, Map.of(), body));

    assertThat(told.messages()).extracting(Message::text).containsExactly("What shall I drink?");
  }

  @Test
  void without_ids_in_the_request_claudes_question_has_the_id_of_the_answers_parent() {
    var body =
        """
        data: {"type":"message_start","message":{"uuid":"answer","parent_uuid":"question"}}

        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Yes."}}

        data: {"type":"message_stop"}
        """;
    Map<String, Object> request = Map.of("prompt", "Really?", "parent_message_uuid", "before");

    var told = read(capture(Site.CLAUDE, Capture.Kind.STREAM, CLAUDE, request, body));

    assertThat(told.messages())
        .containsExactly(
            Message.of("question", "before", Role.USER, "Really?"),
            Message.of("answer", "question", Role.ASSISTANT, "Yes."));
  }

  @Test
  void a_title_alone_is_nothing() {
    var body = "data: {\"type\":\"title_generation\",\"title\":\"A title\"}\n\n";

    var reading =
        SiteReaders.read(capture(Site.CHATGPT, Capture.Kind.STREAM, CHATGPT, Map.of(), body));

    assertThat(reading).isEqualTo(new Reading.Nothing());
  }

  @Test
  void a_flag_that_someone_quotes_refuses_nothing() {
    var quoted = Map.<String, Object>of("prompt", "What is {\"is_temporary\":true}?");
    var body = "data: {\"type\":\"completion\",\"completion\":\"\\\"is_temporary\\\":true\"}";

    var problem =
        new SiteGate().check(capture(Site.CLAUDE, Capture.Kind.STREAM, CLAUDE, quoted, body));

    assertThat(problem).isEmpty();
  }

  @Test
  void an_address_of_another_site_is_refused() {
    var url = "https://claude.ai.example.org/chat/1";

    var problem = new SiteGate().check(capture(Site.CLAUDE, Capture.Kind.DOM, url, Map.of(), ""));

    assertThat(problem.orElseThrow().code()).isEqualTo("site_mismatch");
    assertThat(
            SiteHosts.fits(Site.CHATGPT, "wss://ws.chatgpt.com/p", "https://chat.openai.com/c/1"))
        .isTrue();
    assertThat(SiteHosts.fits(Site.CLAUDE, "http://claude.ai/", "https://claude.ai/")).isFalse();
    assertThat(SiteHosts.fits(Site.CLAUDE, "https://x@claude.ai/", "https://claude.ai/")).isFalse();
  }

  @Test
  void circles_of_parents_end() {
    var forest = new MessageForest();
    forest.keep("a", "c", Message.of("a", null, Role.USER, "one"));
    forest.hide("b", "a", "thought");
    forest.keep("c", "b", Message.of("c", null, Role.ASSISTANT, "two"));

    assertThat(forest.messages()).extracting(Message::text).containsExactly("two", "one");
  }

  @Test
  void a_long_hidden_line_costs_no_more_than_its_length() {
    var forest = new MessageForest();
    forest.keep("root", null, Message.of("root", null, Role.USER, "one"));
    for (int i = 0; i < 200_000; i++) forest.hide("h" + i, i == 0 ? "root" : "h" + (i - 1), null);
    forest.keep("leaf", "h199999", Message.of("leaf", null, Role.ASSISTANT, "two"));

    assertThat(forest.messages()).extracting(Message::parentSourceId).containsExactly(null, "root");
    assertThat(forest.keptAt("h100000")).isEqualTo("root");
  }

  @Test
  void made_up_ids_are_the_same_whenever_the_same_is_seen() {
    var once = new MadeUpId();
    var again = new MadeUpId();

    assertThat(once.next(Role.USER, "**Hello** there"))
        .isEqualTo(again.next(Role.USER, "hello, there"));
    assertThat(once.next(Role.USER, "Hello there"))
        .isNotEqualTo(again.next(Role.ASSISTANT, "Hello there"));
  }

  @Test
  void formulas_get_dollars_and_code_stays() {
    assertThat(Formulas.withDollars("\\(a\\) and `\\(b\\)`\n\n\\[c\\]\n\n```\n\\(d\\)\n```"))
        .isEqualTo("$a$ and `\\(b\\)`\n\n$$c$$\n\n```\n\\(d\\)\n```");
  }
}
