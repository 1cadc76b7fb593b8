package everthread.bench;

import everthread.capture.Capture;
import everthread.capture.read.Reading;
import everthread.capture.read.SiteReaders;
import everthread.conversation.Conversation;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads the saved chat pages of a folder and shows what it made of them. Run as {@code ./bench
 * pages FOLDER}; with {@code --whole} the messages are shown in full.
 */
public final class PagesBench {
  private static final int HEAD = 100;

  /** What only the pages of one site have; the first that is found names the site. */
  private static final Map<Site, Pattern> LANDMARKS = new LinkedHashMap<>();

  static {
    LANDMARKS.put(Site.CHATGPT, Pattern.compile("data-message-author-role|conversation-turn-\\d"));
    LANDMARKS.put(Site.GEMINI, Pattern.compile("<(?:user-query|model-response|chat-window)\\b"));
    LANDMARKS.put(
        Site.CLAUDE, Pattern.compile("font-claude-(?:response|message)|data-is-streaming"));
  }

  /** What saved pages do not tell: an address that shows no one's chat. */
  private static String address(Site site) {
    return switch (site) {
      case CLAUDE -> "https://claude.ai/chat/00000000-0000-4000-8000-000000000000";
      case GEMINI -> "https://gemini.google.com/app/0000000000000000";
      default -> "https://chatgpt.com/c/00000000-0000-4000-8000-000000000000";
    };
  }

  private final PrintStream out;
  private final boolean whole;

  private PagesBench(PrintStream out, boolean whole) {
    this.out = out;
    this.whole = whole;
  }

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean whole = List.of(arguments).contains("--whole");
    var folder = List.of(arguments).stream().filter(each -> !each.startsWith("--")).findFirst();
    if (folder.isEmpty() || !Files.isDirectory(Path.of(folder.get()))) {
      out.println("Name a folder with saved chat pages: ./bench pages FOLDER");
      return;
    }
    new PagesBench(out, whole).run(Path.of(folder.get()));
  }

  private void run(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(each -> each.toString().endsWith(".html")).sorted().toList()) {
        read(folder.relativize(file).toString(), Files.readString(file));
      }
    }
  }

  private void read(String name, String html) {
    var site = siteOf(name, html);
    out.printf("%n== %s (%,d characters)%n", name, html.length());
    if (site.isEmpty()) {
      out.println("   no page of a site that is read");
      return;
    }
    long begun = System.nanoTime();
    var reading = SiteReaders.read(capture(site.get(), html));
    out.printf("   %s, %d ms%n", site.get().displayName(), (System.nanoTime() - begun) / 1_000_000);
    switch (reading) {
      case Reading.Found found -> show(found.conversation());
      case Reading.Drift drift -> out.println("   drift: " + drift.missing() + " is missing");
      case Reading.Forbidden forbidden -> out.println("   not kept: " + forbidden.code());
      case Reading.Nothing() -> out.println("   nothing to keep");
    }
  }

  private static Optional<Site> siteOf(String name, String html) {
    for (var site : LANDMARKS.keySet()) {
      if (name.startsWith(site.wireName() + "-")) return Optional.of(site);
    }
    return LANDMARKS.entrySet().stream()
        .filter(each -> each.getValue().matcher(html).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Capture capture(Site site, String html) {
    var address = address(site);
    return new Capture(
        new UUID(0, 0),
        site,
        Capture.Kind.DOM,
        address,
        address,
        null,
        Instant.EPOCH,
        Map.of(),
        html,
        "text/html",
        true,
        new Capture.Client("bench", site.wireName() + "/1"));
  }

  private void show(Conversation told) {
    out.println("   title: " + Optional.ofNullable(told.title()).orElse("(none on the page)"));
    if (told.model() != null) out.println("   model: " + told.model());
    out.printf(
        "   messages: %d (%d from the person, %d from the assistant, %d from tools), %,d characters%n",
        told.messages().size(),
        count(told, Role.USER),
        count(told, Role.ASSISTANT),
        count(told, Role.TOOL),
        told.messages().stream().mapToInt(message -> message.text().length()).sum());
    for (var message : told.messages()) show(message);
  }

  private static long count(Conversation told, Role role) {
    return told.messages().stream().filter(message -> message.role() == role).count();
  }

  private void show(Message message) {
    var text = whole ? message.text().replace("\n", "\n     ") : head(message.text());
    out.printf(
        "   %-9s %s%s%s%s%n",
        message.role().wireName(),
        text,
        message.reasoning() == null ? "" : "  [reasoning: " + message.reasoning().length() + "]",
        message.complete() ? "" : "  [cut off]",
        message.attachments().isEmpty() ? "" : "  " + message.attachments());
  }

  private static String head(String text) {
    var line = text.replaceAll("\\s+", " ");
    return line.length() <= HEAD ? line : line.substring(0, HEAD) + " …";
  }
}
