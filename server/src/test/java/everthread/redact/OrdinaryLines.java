package everthread.redact;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Lines in which there is no secret, though many look a little like one. */
final class OrdinaryLines {
  private static final List<String> WORDS =
      List.of(
          ("the a of and to in is that it was for on are with as at be this have from or by not but "
                  + "what all were when we there can an your which their said if do will each about how "
                  + "password token secret key login account card number bank session cookie header "
                  + "private public credential access author database server request answer memory chat "
                  + "garden bicycle recipe holiday mountain weather doctor school letter window kitchen "
                  + "Straße naïve café 日本語 привет γειά deploy commit branch merge review release")
              .split(" "));
  private static final List<String> CODE =
      List.of(
          "const %s = await fetch(`/api/%s/${id}`);",
          "if (%s === null || token === undefined) return;",
          "def %s(self, password: str, token: Optional[str] = None) -> bool:",
          "private final String %s = request.getParameter(\"password\");",
          "password = os.environ[\"%s_PASSWORD\"]",
          "API_KEY=your-api-key-here # %s",
          "export %s_TOKEN=\"${%s_TOKEN}\"",
          "  password: ${{ secrets.%s_PASSWORD }}",
          "  token: process.env.%s_TOKEN,",
          "self.api_key = api_key or getenv('%s_API_KEY')",
          "public record Login(String user, String password, %s token) {}",
          "SELECT id, password_hash FROM %s WHERE email = $1;",
          "<input type=\"password\" name=\"password\" id=\"%s\" autocomplete=\"current-password\">",
          "let secret: &str = &config.%s.secret;",
          "type Token = { kind: 'word' | 'number'; text: string; %s: number };",
          "for token in tokenizer.encode(%s): print(token)",
          "assert password != confirm_password, '%s'",
          "Authorization: Bearer <token> (%s)",
          "curl -u user:password https://%s.example/",
          "kubectl create secret generic %s --from-literal=password=changeme",
          "postgres://user:password@localhost:5432/%s",
          "import { createToken, verifyToken } from './%s/token';",
          "ssh-keygen -t ed25519 -C \"%s\"",
          "npm install --save-dev @types/%s",
          "-----BEGIN CERTIFICATE----- %s",
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI%s me@host");

  private final Random random;

  OrdinaryLines(Random random) {
    this.random = random;
  }

  String next() {
    return switch (random.nextInt(26)) {
      case 0, 1, 2, 3, 4 -> prose();
      case 5, 6, 7, 8 -> CODE.get(random.nextInt(CODE.size())).replace("%s", word());
      case 9 -> log() + " request " + uuid() + " took " + random.nextInt(5_000) + " ms";
      case 10 -> log() + " user=" + random.nextInt(99_999) + " session started from " + address();
      case 11 -> "commit " + hex(40) + " (" + word() + ")";
      case 12 -> "image@sha256:" + hex(64);
      case 13 -> "\"integrity\": \"sha512-" + base64(86) + "==\",";
      case 14 -> "![x](data:image/png;base64,iVBORw0KGgo" + base64(200 + random.nextInt(400)) + ")";
      case 15 -> "Order " + digits(3) + "-" + digits(7) + "-" + digits(7) + " ships on Monday.";
      case 16 -> "order no. " + (1_000_000_000L + Math.abs(random.nextLong() % 8_999_999_999L));
      case 17 ->
          "Call +" + digits(2) + " " + digits(3) + " " + digits(7) + " or " + digits(3) + "-"
              + digits(3) + "-" + digits(4) + ".";
      case 18 ->
          "ISBN 978-"
              + digits(1)
              + "-"
              + digits(4)
              + "-"
              + digits(4)
              + "-"
              + digits(1)
              + ", ISBN-10 "
              + digits(9)
              + "X";
      case 19 ->
          "tracking 1Z" + hex(16).toUpperCase(java.util.Locale.ROOT) + ", parcel " + digits(12);
      case 20 ->
          "https://www." + word() + ".example/p/" + hex(12) + "?utm_source=mail&id=" + uuid();
      case 21 ->
          "| "
              + word()
              + " | "
              + random.nextInt(1_000)
              + " | "
              + digits(1)
              + "."
              + digits(2)
              + " % | "
              + hex(7)
              + " |";
      case 22 -> "ETag: W/\"" + hex(32) + "\"; Last-Modified: Tue, 03 Mar 2026 21:14:00 GMT";
      case 23 -> "0000" + hex(4) + "  " + hex(8) + " " + hex(8) + " " + hex(8) + " " + hex(8);
      case 24 ->
          "mac "
              + hex(2)
              + ":"
              + hex(2)
              + ":"
              + hex(2)
              + ":"
              + hex(2)
              + " lease 1700"
              + digits(6)
              + " v"
              + digits(1)
              + "."
              + digits(2)
              + ".0-rc"
              + digits(1);
      default ->
          "at com.example."
              + word()
              + ".Service$1.run(Service.java:"
              + random.nextInt(900)
              + ") ["
              + hex(16)
              + "]";
    };
  }

  private String prose() {
    var line = new StringBuilder();
    int words = 6 + random.nextInt(20);
    for (int i = 0; i < words; i++) {
      line.append(word())
          .append(random.nextInt(9) == 0 ? ", " : random.nextInt(30) == 0 ? ": " : " ");
    }
    return line.toString().strip() + ".";
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private String log() {
    return "2026-03-%02dT%02d:%02d:%02d.%03dZ INFO"
        .formatted(
            1 + random.nextInt(28),
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(60),
            random.nextInt(1000));
  }

  private String address() {
    return random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".7";
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private String hex(int length) {
    return new SecretMaker(random).random('h', length);
  }

  private String digits(int length) {
    return new SecretMaker(random).random('d', length);
  }

  private String base64(int length) {
    return new SecretMaker(random).random('B', length);
  }
}
