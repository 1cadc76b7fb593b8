package everthread.search.lucene;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.search.Hit;
import everthread.search.Query;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a document, so that an answer needs no other store. Goes to bytes and back.
 *
 * @param text a message's or memory's whole text
 * @param source the message that it is, or rests on; null for a memory written by hand
 */
record Stored(
    Traits traits,
    UUID id,
    String text,
    @Nullable String title,
    @Nullable String author,
    Instant saidAt,
    @Nullable UUID conversationId,
    @Nullable String url,
    List<String> tags,
    Hit.@Nullable SourceMessage source) {

  Site site() {
    return traits.site();
  }

  @Nullable Role role() {
    return traits.role();
  }

  /** As the wire names it, null for a message. */
  @Nullable String state() {
    Query.State state = traits.state();
    return state == null ? null : state.name().toLowerCase(Locale.ROOT);
  }

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream(text.length() + 200);
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(traits.encode());
      writeId(out, id);
      writeText(out, text);
      writeText(out, title);
      writeText(out, author);
      out.writeLong(saidAt.getEpochSecond());
      out.writeInt(saidAt.getNano());
      writeId(out, conversationId);
      writeText(out, url);
      out.writeInt(tags.size());
      for (var tag : tags) writeText(out, tag);
      writeId(out, source == null ? null : source.messageId());
      writeText(out, source == null ? null : source.sourceId());
      writeId(out, source == null ? null : source.conversationId());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static Stored ofBytes(byte[] bytes, int offset, int length) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length))) {
      var traits = Traits.decode(in.readLong());
      var id = needed(readId(in));
      var text = needed(readText(in));
      var title = readText(in);
      var author = readText(in);
      var saidAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
      var conversationId = readId(in);
      var url = readText(in);
      var tags = new ArrayList<String>();
      for (int left = in.readInt(); left > 0; left--) tags.add(needed(readText(in)));
      return new Stored(
          traits, id, text, title, author, saidAt, conversationId, url, tags, readSource(in));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Hit.@Nullable SourceMessage readSource(DataInputStream in) throws IOException {
    var message = readId(in);
    var sourceId = readText(in);
    var conversation = readId(in);
    if (message == null || sourceId == null || conversation == null) return null;
    return new Hit.SourceMessage(message, sourceId, conversation);
  }

  private static <T> T needed(@Nullable T value) throws IOException {
    if (value == null) throw new IOException("a stored document lacks a member");
    return value;
  }

  private static void writeId(DataOutputStream out, @Nullable UUID id) throws IOException {
    out.writeBoolean(id != null);
    if (id == null) return;
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static @Nullable UUID readId(DataInputStream in) throws IOException {
    return in.readBoolean() ? new UUID(in.readLong(), in.readLong()) : null;
  }

  private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
