package everthread.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Secrets in the surroundings in which people paste them, and ordinary lines. The seed is all. */
final class RedactionCorpus {
  /** Where a secret that is known by itself may stand: %s. */
  private static final List<String> SURROUNDINGS =
      List.of(
          "SERVICE_KEY=%s",
          "export SERVICE_KEY=\"%s\"\nexport PORT=8080",
          "{\"name\": \"prod\", \"key\": \"%s\", \"n\": 1}",
          "service:\n  key: %s\n  region: eu",
          "keys:\n  - %s\n  - other",
          "key: >-\n  %s\nnext: 1",
          "curl -H \"X-Service: %s\" \\\n  https://api.example/v1/items",
          "curl -H \"X-Service: \\\n%s\" https://api.example",
          "https://api.example/v1?key=%s&page=2",
          "const client = new Client('%s');",
          "client = Client(\"%s\", timeout=3)  # works",
          "var client = Client.of(`%s`)",
          "Here is mine: %s, why is it refused?",
          "It says %s is wrong.",
          "use `%s` for now",
          "(%s)",
          "<code>%s</code>",
          "| prod | %s | yes |\n| dev | none | no |",
          "```sh\nservice login %s\n```",
          "That is it:\n%s\nDoes it look right to you?",
          "%s");

  /** Where a line with a secret in it may stand: %s. */
  private static final List<String> AROUND_A_LINE =
      List.of(
          "%s",
          "# settings\n%s\nPORT=8080",
          "```\n%s\n```",
          "I have this in my file:\n\n    %s\n\nand it fails",
          "- first\n- %s\n- last");

  /**
   * A text.
   *
   * @param secret what must not be left of it; empty for an ordinary line
   */
  record Sample(String kind, String text, String secret) {}

  private final long seed;

  RedactionCorpus(long seed) {
    this.seed = seed;
  }

  /** So many of each kind. */
  List<Sample> secrets(int ofEach) {
    var samples = new ArrayList<Sample>();
    for (var entry : SecretMaker.TOKENS.entrySet()) {
      for (int i = 0; i < ofEach; i++) samples.add(token(entry, i));
    }
    for (var entry : SecretMaker.IN_CONTEXT.entrySet()) {
      for (int i = 0; i < ofEach; i++) samples.add(inContext(entry, i));
    }
    return samples;
  }

  private Sample token(Map.Entry<String, String[]> kind, int number) {
    var random = random(kind.getKey(), number);
    var forms = kind.getValue();
    var secret = new SecretMaker(random).make(forms[number % forms.length]);
    var around = SURROUNDINGS.get(random.nextInt(SURROUNDINGS.size()));
    return new Sample(kind.getKey(), around.replace("%s", secret), secret);
  }

  private Sample inContext(Map.Entry<String, String[]> kind, int number) {
    var random = random(kind.getKey(), number);
    var forms = kind.getValue();
    var line = new SecretMaker(random).make(forms[number % forms.length]);
    var secret = line.substring(line.indexOf('«') + 1, line.indexOf('»'));
    var around = AROUND_A_LINE.get(random.nextInt(AROUND_A_LINE.size()));
    return new Sample(
        kind.getKey(), around.replace("%s", line.replace("«", "").replace("»", "")), secret);
  }

  private Random random(String kind, int number) {
    return new Random(seed * 31 + kind.hashCode() * 1_000_003L + number);
  }

  Stream<Sample> ordinary(int count) {
    var lines = new OrdinaryLines(new Random(seed));
    return Stream.generate(() -> new Sample("ordinary", lines.next(), "")).limit(count);
  }

  /**
   * Whether something of a secret is left: the whole of a short one, twelve characters of a long
   * one.
   */
  static boolean isLeft(Sample sample, String redacted) {
    var secret = sample.secret();
    int run = Math.min(12, secret.length());
    for (int i = 0; i + run <= secret.length(); i++) {
      if (redacted.contains(secret.substring(i, i + run))) return true;
    }
    return false;
  }
}
