package everthread.capture.read.gemini;

import everthread.capture.Capture;
import everthread.capture.read.MadeUpId;
import everthread.capture.read.MessageDraft;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.capture.read.html.HtmlMarkdown;
import everthread.capture.read.html.Pages;
import everthread.conversation.Attachment;
import everthread.conversation.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's page, or turns of it. A turn's container carries the digits of the turn's id; the
 * draft's id stands in an attribute of the reply's buttons, where they are there.
 */
final class PageReading {
  private static final String CONTAINER = ".conversation-container";
  private static final String TEMPORARY =
      ".temp-chat-on, .temporary-chat-card, .momentary-indicator";
  private static final Pattern DRAFT_ID = Pattern.compile("\\b(rc_[0-9a-f]{8,})");
  private static final String DIGITS = "[0-9a-f]{8,}";

  private final Capture capture;
  private final Document page;
  private final MadeUpId ids = new MadeUpId();
  private final MessageForest forest = new MessageForest();
  private @Nullable String before;

  private PageReading(Capture capture) {
    this.capture = capture;
    this.page = Pages.parse(capture.body());
  }

  static Reading read(Capture capture) {
    return new PageReading(capture).reading();
  }

  private Reading reading() {
    if (page.selectFirst(TEMPORARY) != null) return new Reading.Forbidden("temporary_chat");
    var said = Pages.outermost(page.select("user-query, model-response"), each -> true);
    if (said.isEmpty()) return new Reading.Drift("user-query");
    for (var element : said) {
      if (element.normalName().equals("user-query")) plantQuestion(element);
      else plantAnswer(element);
    }
    if (forest.isEmpty()) return new Reading.Drift("message-content");
    return new Told(capture, title()).reading(null, forest, null);
  }

  private void plantQuestion(Element element) {
    var text = asked(element);
    var container = element.closest(CONTAINER);
    var digits = container == null ? "" : container.id();
    var id = digits.matches(DIGITS) ? "r_" + digits : ids.next(Role.USER, text);
    keep(id, MessageDraft.of(id, Role.USER).text(text).attachments(files(element)));
  }

  private static String asked(Element element) {
    var lines = element.select(".query-text-line");
    if (!lines.isEmpty()) {
      return String.join("\n", lines.stream().map(Pages::lines).toList());
    }
    var said = element.selectFirst(".query-text");
    if (said == null) said = element.selectFirst("user-query-content");
    return HtmlMarkdown.of(said == null ? element : said);
  }

  private void plantAnswer(Element element) {
    var text = new ArrayList<String>();
    for (var content : Pages.outermost(element.select("message-content"), PageReading::isAnswer)) {
      var written = content.selectFirst(".markdown");
      text.add(HtmlMarkdown.of(written == null ? content : written));
    }
    var answer = String.join("\n\n", text).strip();
    var id = draftId(element);
    if (id == null) id = ids.next(Role.ASSISTANT, answer);
    boolean isWriting = element.selectFirst("[aria-busy=true]") != null;
    keep(
        id,
        MessageDraft.of(id, Role.ASSISTANT)
            .text(answer)
            .reasoning(thoughts(element))
            .complete(!isWriting));
  }

  private void keep(String id, MessageDraft draft) {
    forest.keep(id, before, draft.build());
    before = id;
  }

  private static boolean isAnswer(Element content) {
    return content.closest("model-thoughts") == null;
  }

  private static @Nullable String thoughts(Element element) {
    var thoughts = element.selectFirst("model-thoughts");
    if (thoughts == null) return null;
    var written = thoughts.selectFirst(".markdown");
    return written == null ? null : HtmlMarkdown.of(written);
  }

  private static @Nullable String draftId(Element element) {
    for (var marked : element.select("[jslog], [data-test-draft-id]")) {
      var found = DRAFT_ID.matcher(marked.attr("jslog") + " " + marked.attr("data-test-draft-id"));
      if (found.find()) return found.group(1);
    }
    return null;
  }

  private static List<Attachment> files(Element element) {
    var files = new ArrayList<Attachment>();
    for (var file :
        element.select(".file-preview-container [aria-label], [data-test-id=uploaded-file]")) {
      var name = file.attr("aria-label").strip();
      if (!name.isEmpty()) files.add(new Attachment(name, null));
    }
    return files;
  }

  private @Nullable String title() {
    var shown =
        page.selectFirst(
            "[data-test-id=conversation] a[aria-current=page] .title-text, .conversation-title");
    return shown == null || shown.text().isBlank() ? null : shown.text().strip();
  }
}
