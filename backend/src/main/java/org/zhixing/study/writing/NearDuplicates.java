package org.zhixing.study.writing;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Finds the texts of a campaign that have most in common with one: by bands in the index first, then exactly on the
 * texts of the nearest. Knows nothing of who may see what it finds.
 */
final class NearDuplicates {
    /** So many at most are compared exactly; those that share most bands first. */
    private static final int CANDIDATES = 40;

    static final int MOST = 5;
    private static final int MOST_PASSAGES = 50;

    /** Texts with fewer runs of their own say too little to be compared. */
    private static final int FEWEST = 15;

    static final String NEAREST = """
            select c.writing_id, v.text from (
                select s.writing_id, (select count(*) from unnest(s.bands) b where b = any (?)) as met
                from writing_sketch s where s.bands && ? and s.writing_id <> ?
                order by met desc, s.writing_id limit ?
            ) c join writing w on w.id = c.writing_id join writing_version v on v.id = w.handed_in_id
            order by c.met desc, c.writing_id""";

    private NearDuplicates() {}

    /** Another text and the passages in common. */
    record Found(UUID writing, String text, List<Passages.Passage> passages) {
        int letters() {
            return passages.stream().mapToInt(Passages.Passage::letters).sum();
        }
    }

    /** @param least the share of the shorter text that has to stand in the other, from 0 to 1 */
    static List<Found> search(
            Connection connection, UUID campaign, UUID self, String text, Shingles.Quotable quotable, double least)
            throws SQLException {
        PlainText plain = PlainText.of(text);
        Shingles shingles = Shingles.of(plain, quotable);
        if (shingles.size() < FEWEST) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        Integer[] bands =
                Arrays.stream(Sketch.of(campaign, shingles).bands()).boxed().toArray(Integer[]::new);
        Array array = connection.createArrayOf("int4", bands);
        try (PreparedStatement select = connection.prepareStatement(NEAREST)) {
            select.setArray(1, array);
            select.setArray(2, array);
            select.setObject(3, self);
            select.setInt(4, CANDIDATES);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Found candidate =
                            compare(rows.getObject(1, UUID.class), plain, shingles, rows.getString(2), quotable, least);
                    if (!candidate.passages.isEmpty()) {
                        found.add(candidate);
                    }
                }
            }
        } finally {
            array.free();
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Found::letters).reversed().thenComparing(Found::writing))
                .limit(MOST)
                .toList();
    }

    /** The passages in common; none where too little of the shorter text is shared. */
    private static Found compare(
            UUID id, PlainText plain, Shingles shingles, String otherText, Shingles.Quotable quotable, double least) {
        PlainText other = PlainText.of(otherText);
        List<Passages.Passage> passages =
                shingles.shared(Shingles.of(other, quotable)) < least ? List.of() : Passages.of(plain, other, quotable);
        return new Found(id, otherText, passages.stream().limit(MOST_PASSAGES).toList());
    }

    /** Keeps the sketch of what was handed in; a text that says too little has none. */
    static void keep(Connection connection, UUID campaign, UUID writing, String text, Shingles.Quotable quotable)
            throws SQLException {
        forget(connection, writing);
        Shingles shingles = Shingles.of(PlainText.of(text), quotable);
        if (shingles.size() < FEWEST) {
            return;
        }
        Integer[] bands =
                Arrays.stream(Sketch.of(campaign, shingles).bands()).boxed().toArray(Integer[]::new);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into writing_sketch (writing_id, bands) values (?, ?)")) {
            insert.setObject(1, writing);
            insert.setArray(2, connection.createArrayOf("int4", bands));
            insert.executeUpdate();
        }
    }

    static void forget(Connection connection, UUID writing) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from writing_sketch where writing_id = ?")) {
            delete.setObject(1, writing);
            delete.executeUpdate();
        }
    }
}
