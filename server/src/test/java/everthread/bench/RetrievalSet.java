package everthread.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.search.SpacesInMemory;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Conversations and questions with the turns that answer them, one space a group. */
final class RetrievalSet {
  /**
   * @param answer as people wrote it; empty where the set has none
   */
  record Question(
      SpaceId space, String category, String text, Set<String> evidence, String answer) {}

  private static final Set<String> LEFT_OUT = Set.of("adversarial", "abstention");
  private static final DateTimeFormatter CLOCK =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("h:mm a 'on' d MMMM, yyyy")
          .toFormatter(Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM-dd-yyyy", Locale.ENGLISH);

  final SpacesInMemory store = new SpacesInMemory();
  final Map<UUID, String> turnOf = new HashMap<>();
  final List<Question> questions = new ArrayList<>();
  private final Map<String, SpaceId> spaces = new HashMap<>();

  /** Reads turns.jsonl and questions.jsonl of a folder. */
  static RetrievalSet read(Path folder) throws IOException {
    var set = new RetrievalSet();
    var json = new ObjectMapper();
    var conversations = new HashMap<String, UUID>();
    int order = 0;
    for (var line : Files.readAllLines(folder.resolve("turns.jsonl"))) {
      set.addTurn(json.readTree(line), conversations, order++);
    }
    for (var line : Files.readAllLines(folder.resolve("questions.jsonl"))) {
      set.addQuestion(json.readTree(line));
    }
    return set;
  }

  private void addTurn(JsonNode turn, Map<String, UUID> conversations, int order) {
    var group = turn.get("group").asText();
    var space = spaces.computeIfAbsent(group, absent -> new SpaceId(Ids.next()));
    var session = turn.get("session").asText();
    var conversation =
        conversations.computeIfAbsent(
            group + "/" + session,
            absent -> store.converse(space, site(turn.path("site").asText()), session, null));
    var speaker = turn.get("speaker").asText();
    var role = Role.ofWireName(speaker);
    var id =
        store.say(
            space,
            conversation,
            role.orElse(Role.USER),
            role.isPresent() ? null : speaker,
            turn.get("text").asText(),
            time(turn.path("date").asText(""), order));
    turnOf.put(id, turn.get("id").asText());
  }

  private static Site site(String name) {
    return Site.ofWireName(name).orElse(Site.IMPORT);
  }

  private void addQuestion(JsonNode question) {
    var evidence = new java.util.HashSet<String>();
    question.get("evidence").forEach(id -> evidence.add(id.asText()));
    var category = question.get("category_name").asText();
    if (evidence.isEmpty() || LEFT_OUT.contains(category)) return;
    var space =
        spaces.computeIfAbsent(question.get("group").asText(), absent -> new SpaceId(Ids.next()));
    var text = question.get("question").asText();
    var answer = question.path("answer").asText("");
    questions.add(new Question(space, category, text, evidence, answer));
  }

  private static Instant time(String date, int order) {
    try {
      if (date.contains(" on ")) {
        return LocalDateTime.parse(date, CLOCK).toInstant(ZoneOffset.UTC).plusSeconds(order);
      }
      return LocalDate.parse(date, DAY).atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(order);
    } catch (DateTimeParseException none) {
      return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(order);
    }
  }
}
