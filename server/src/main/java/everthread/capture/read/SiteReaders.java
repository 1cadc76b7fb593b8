package everthread.capture.read;

import everthread.capture.Capture;
import everthread.capture.read.chatgpt.ChatGptReader;
import everthread.capture.read.claude.ClaudeReader;
import everthread.capture.read.gemini.GeminiReader;
import everthread.conversation.Site;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All site readers. A new site is a line here, a folder beside this file, fixtures under
 * shared-schema/fixtures/sites and a chapter in docs/sites.md; a test is red until they agree.
 */
public final class SiteReaders {
  public static final List<SiteReader> ALL =
      List.of(new ChatGptReader(), new ClaudeReader(), new GeminiReader());

  private SiteReaders() {}

  /** Reads a capture of any site; of one without a reader, {@link Reading.Drift}. */
  public static Reading read(Capture capture) {
    for (var reader : ALL) {
      if (reader.site() == capture.site()) return reader.read(capture);
    }
    return new Reading.Drift("no reader for " + capture.site().displayName());
  }

  public static Map<Site, SiteReader> bySite() {
    return ALL.stream()
        .collect(Collectors.toUnmodifiableMap(SiteReader::site, Function.identity()));
  }
}
