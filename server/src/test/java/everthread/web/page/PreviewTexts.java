package everthread.web.page;

/** The longer texts of the invented chats. */
final class PreviewTexts {
  static final String PROBLEM =
      """
      The restore of the postgres volume dies at 94 % with `could not read block 1187 in file base/16402/2619`. I run restic every night to a storage box in Helsinki, keep 30 days. The box password is [redacted:password] if you need it for the command.

      """;

  static final String BLOCK =
      """
      Block 1187 is where the disk gave up, not where restic did. Copy the file aside and ask the disk itself: `smartctl -a /dev/sdb`. If “Reallocated sectors” isn’t 0, stop writing to it tonight.
      """;

  static final String REASONING =
      """
      The first snapshot is whole, the later ones hold what changed. So the sum is the base plus 29 days of change. Compression comes after that, and restic deduplicates on top, so it is an upper bound.
      """;

  static final String SPACE =
      """
      Restic stores a block once, so the first snapshot costs the whole base and each later one only what changed:

      $$S = B \\cdot (1 + r \\cdot (d - 1)) = 40\\,\\mathrm{GB} \\cdot (1 + 0.03 \\cdot 29) \\approx 75\\,\\mathrm{GB}$$

      Before compression. What you pay for with each choice:

      | Keep | Space | Restore | You lose at most |
      |---|--:|--:|---|
      | 7 daily | 47 GB | 22 min | a mistake older than a week |
      | 30 daily | 75 GB | 24 min | a mistake older than a month |
      | 30 daily, 12 monthly | 112 GB | 26 min | hardly anything |
      """;

  static final String DRILL =
      """
      By restoring. A backup that was never restored is a hope. Once a month, restore the newest snapshot into a scratch container, start Postgres on it and count the rows of three tables that you know by heart:

      ```bash
      # restore the newest snapshot into a scratch container and count
      restic restore latest --target /srv/drill --include /var/lib/postgresql
      docker run -d --name drill -v /srv/drill/var/lib/postgresql:/var/lib/postgresql postgres:18
      for t in letters photos receipts; do
        docker exec drill psql -Atc "select '$t', count(*) from $t"
      done
      ```

      - Turn on data checksums. Without them the server copies a rotten block as happily as a good one.
      - Write the three counts down, by hand. Next month they may only be larger.
      """;

  static final String GOOD =
      """
      Good. Next one is 5 April. If a count went down, don’t write over the old number; that’s the one clue you’d have.
      """;

  static final String RUNBOOK =
      """
      Runbook for Ines. Step 1. Is the lamp on the left disk green? Then nothing is wrong with the disks, and you can take your time. Step 2. Open the black notebook at the page “Postgres” and read the date of the last
      """;

  static final String COMPARE_TITLE =
      "Could you compare pg_dump, pg_basebackup, Barman and plain file-system snapshots for a 40 GB"
          + " database on a two-disk home server that I switch off at night?";

  static final String COMPARE_ASKED =
      "I dump Postgres by hand with pg_dump every Sunday evening. What else is there?";

  static final String COMPARE =
      """
      For a single machine the order is: (1) pg_dump while the data fit in an evening, (2) a physical backup once a restore by dump takes longer than you can wait, (3) snapshots only when the file system can freeze both disks at once.
      """;

  static final String RETENTION =
      """
      the restore of the postgres volume dies with “could not read block 1187 in file base/16402/2619”. the backup itself said snapshot saved, 0 errors. which one do I believe?
      """;

  static final String CHINESE =
      """
      如果机器晚上会关机，先把 WAL 归档放到另一块盘上。Postgres 17 起自带增量备份，恢复时用 pg_combinebackup 合并；数据量不到 50 GB，全量备份反而更简单。
      """;

  static final String SISTER =
      """
      Step 4. If the lamp on the left disk is red, don’t restore anything yet. Call Ines first. Step 5. Open the black notebook at the page “Postgres” and read aloud what stands there.
      """;

  private PreviewTexts() {}

  /** The output of a tool, pasted whole. */
  static String pasted() {
    var text = new StringBuilder();
    for (int line = 1; line <= 214; line++) {
      text.append("restoring /var/lib/postgresql/base/16402/").append(2_000 + line).append('\n');
    }
    return text.toString();
  }
}
