package everthread.web.page;

import everthread.conversation.Branches;
import everthread.conversation.Role;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.UuidText;
import everthread.web.page.ConversationView.OutlineEntry;
import everthread.web.page.ConversationView.Part;
import everthread.web.page.markdown.FoundWords;
import everthread.web.page.markdown.MessageHtml;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation as it looked, a part at a time when it is long. */
final class ConversationPage {
  private static final int PART = 60;
  private static final int BEFORE_ARRIVAL = 12;
  private static final int OUTLINE_TEXT = 52;
  private static final int OUTLINE_MOST = 60;

  private final PageServices services;
  private final ConversationFacts facts;

  ConversationPage(PageServices services) {
    this.services = services;
    this.facts = new ConversationFacts(services.memories());
  }

  Answer show(Visit visit) {
    var conversation = find(visit);
    var branch = branch(visit, conversation);
    var start =
        visit.asked("from").map(ConversationPage::number).orElseGet(() -> start(visit, branch));
    var view =
        view(visit, conversation, branch, part(visit, conversation, branch, start, true, true));
    return Answer.page(view.title(), Nav.NONE, "conversation.jte", view);
  }

  /** More of a long conversation; {@code way} tells which of its ends goes on. */
  Answer part(Visit visit) {
    var conversation = find(visit);
    var branch = branch(visit, conversation);
    int start = visit.asked("from").map(ConversationPage::number).orElse(0);
    var earlier = visit.asked("way").orElse("later").equals("earlier");
    var part = part(visit, conversation, branch, start, earlier, !earlier);
    return new Answer.Part("part/messages.jte", part);
  }

  Answer markdown(Visit visit) {
    var conversation = find(visit);
    var text = MarkdownCopy.of(conversation.summary(), branch(visit, conversation), visit.dates());
    return new Answer.Text(
        "text/markdown; charset=utf-8",
        "conversation-" + conversation.summary().id() + ".md",
        text);
  }

  Answer delete(Visit visit) {
    var id = id(visit);
    if (!services.conversations().hide(visit.space(), id)) throw gone();
    var toast = Toast.of(Toast.Kind.CONVERSATION_DELETED, List.of(id.toString()));
    return new Answer.SeeOther("/", toast);
  }

  Answer restore(Visit visit) {
    var id = visit.posted("id").flatMap(UuidText::parse).orElseThrow(ConversationPage::gone);
    return services.conversations().restore(visit.space(), id)
        ? new Answer.SeeOther("/conversations/" + id, Toast.of(Toast.Kind.CONVERSATION_RESTORED))
        : new Answer.SeeOther("/", Toast.of(Toast.Kind.GONE));
  }

  private ConversationView view(
      Visit visit, StoredConversation conversation, List<StoredMessage> branch, Part part) {
    var summary = conversation.summary();
    var original = SafeLink.of(summary.url());
    var first = branch.isEmpty() ? summary.createdAt() : branch.getFirst().createdAt();
    var last = branch.isEmpty() ? summary.updatedAt() : branch.getLast().createdAt();
    var title = summary.title() == null ? "Without a title" : summary.title();
    return new ConversationView(
        summary.id().toString(),
        title,
        SiteMark.of(summary.site()),
        summary.model() == null ? "" : summary.model(),
        summary.project() == null ? "" : summary.project(),
        visit.dates().span(first, last),
        Counted.of(branch.size(), "message").toString(),
        original,
        SafeLink.host(original),
        address(visit, "/markdown").toString(),
        Languages.of(title),
        outline(visit, branch, part),
        part);
  }

  private Part part(
      Visit visit,
      StoredConversation conversation,
      List<StoredMessage> branch,
      int from,
      boolean linkEarlier,
      boolean linkLater) {
    int start = Math.clamp(from, 0, Math.max(0, branch.size() - 1));
    int end = Math.min(branch.size(), start + PART);
    var query = visit.asked("q").map(text -> TypedFilters.read(text).words()).orElse("");
    var views =
        new MessageViews(
            conversation,
            facts.of(visit, conversation.summary().id()),
            arrivedAt(visit).orElse(null),
            FoundWords.of(query, Set.of()),
            visit.dates());
    int before = Math.min(PART, start);
    int after = Math.min(PART, branch.size() - end);
    return new Part(
        branch.subList(start, end).stream().map(views::of).toList(),
        linkEarlier && before > 0 ? more(visit, start - before, "earlier") : "",
        "Show the " + before + " before",
        linkLater && after > 0 ? more(visit, end, "later") : "",
        "Show the next " + after);
  }

  private static String more(Visit visit, int from, String way) {
    return address(visit, "/part").with("from", "" + from).with("way", way).toString();
  }

  /** The page's own address with what its parts share. */
  private static Address address(Visit visit, String below) {
    return Address.of("/conversations/" + visit.context().pathParam("id") + below)
        .with("q", visit.asked("q").orElse(null))
        .with("leaf", visit.asked("leaf").orElse(null));
  }

  private static List<OutlineEntry> outline(Visit visit, List<StoredMessage> branch, Part part) {
    var shown = part.messages().stream().map(message -> message.anchor()).toList();
    return branch.stream()
        .filter(message -> message.role() == Role.USER && !message.text().isBlank())
        .limit(OUTLINE_MOST)
        .map(
            message ->
                new OutlineEntry(
                    MessageHtml.plain(message.text(), OUTLINE_TEXT), anchor(visit, message, shown)))
        .toList();
  }

  private static String anchor(Visit visit, StoredMessage message, List<String> shown) {
    var anchor = "m-" + message.id();
    if (shown.contains(anchor)) return "#" + anchor;
    return address(visit, "").with("at", message.id().toString()).at(anchor).toString();
  }

  /** The branch asked for, else the one that holds the message arrived at, else the active one. */
  private static List<StoredMessage> branch(Visit visit, StoredConversation conversation) {
    var leaf = visit.asked("leaf").flatMap(UuidText::parse);
    var chosen = leaf.map(id -> Branches.to(conversation.messages(), id)).orElse(List.of());
    if (!chosen.isEmpty()) return chosen;
    var active = conversation.activeBranch();
    var arrived = arrivedAt(visit);
    if (arrived.isEmpty() || holds(active, arrived.get())) return active;
    var other =
        Branches.to(
            conversation.messages(),
            Branches.newestLeafBelow(conversation.messages(), arrived.get()));
    return other.isEmpty() ? active : other;
  }

  private static int start(Visit visit, List<StoredMessage> branch) {
    if (branch.size() <= PART) return 0;
    var arrived = arrivedAt(visit).orElse(null);
    for (int i = 0; i < branch.size(); i++) {
      if (branch.get(i).id().equals(arrived)) return i < PART ? 0 : i - BEFORE_ARRIVAL;
    }
    return 0;
  }

  private static boolean holds(List<StoredMessage> branch, @Nullable UUID message) {
    return branch.stream().anyMatch(other -> other.id().equals(message));
  }

  private static Optional<UUID> arrivedAt(Visit visit) {
    return visit.asked("at").flatMap(UuidText::parse);
  }

  private static int number(String text) {
    return text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
  }

  private StoredConversation find(Visit visit) {
    return services
        .conversations()
        .find(visit.space(), id(visit))
        .orElseThrow(ConversationPage::gone);
  }

  private static UUID id(Visit visit) {
    return UuidText.parse(visit.context().pathParam("id")).orElseThrow(ConversationPage::gone);
  }

  private static ProblemException gone() {
    return new ProblemException(
        new Problem.NotFound(
            "This conversation was deleted, or the link is not whole. Another space may hold it."));
  }
}
