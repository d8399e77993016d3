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
 * Finds the texts of a campaign that have most in common with one: by marks in the index first, then exactly on the texts
 * of the nearest. Knows nothing of who may see what it finds.
 */
final class NearDuplicates {
    /** So many at most are compared exactly; those that share most of the shorter text's marks first. */
    private static final int CANDIDATES = 20;

    /** Those that share fewer of them than one in ten are strangers with a phrase in common. */
    private static final int STRANGERS = 10;

    static final int MOST = 5;
    private static final int MOST_PASSAGES = 50;

    /** Texts with fewer runs of their own say too little to be compared. */
    private static final int FEWEST = 15;

    /** Texts read for one mark, the newest: a mark that more texts have is a stock phrase and tells little. */
    private static final int PER_MARK = 200;

    private static final String NEAREST = """
            with own as (select unnest(?) as mark),
            met as (
                select m.sketch, count(*) as marks
                from own cross join lateral (
                    select w.sketch from writing_mark w where w.mark = own.mark order by w.sketch desc limit ?) m
                group by m.sketch order by marks desc, m.sketch desc limit 200),
            nearest as (
                select s.writing_id, met.marks::real / least(cardinality(s.marks), ?) as share, s.number
                from met join writing_sketch s on s.number = met.sketch
                where s.writing_id <> ? and met.marks * ? >= least(cardinality(s.marks), ?)
                order by share desc, s.number desc limit ?)
            select n.writing_id, v.text
            from nearest n join writing w on w.id = n.writing_id join writing_version v on v.id = w.handed_in_id
            order by n.share desc, n.number desc""";

    private static final String KEEP = """
            with kept as (
                insert into writing_sketch (writing_id, marks) values (?, ?)
                on conflict (writing_id) do nothing returning number, marks)
            insert into writing_mark (mark, sketch) select unnest(marks), number from kept""";

    private static final String FORGET = """
            with gone as (delete from writing_sketch where writing_id = ? returning number, marks)
            delete from writing_mark m using (select number, unnest(marks) as mark from gone) g
            where m.mark = g.mark and m.sketch = g.number""";

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
        Sketch sketch = Sketch.of(campaign, plain, quotable);
        Array marks = marks(connection, sketch);
        try (PreparedStatement select = connection.prepareStatement(NEAREST)) {
            select.setArray(1, marks);
            select.setInt(2, PER_MARK);
            select.setInt(3, sketch.marks().length);
            select.setObject(4, self);
            select.setInt(5, STRANGERS);
            select.setInt(6, sketch.marks().length);
            select.setInt(7, CANDIDATES);
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
            marks.free();
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

    /** Keeps the sketch of what was handed in, in place of any before; of a text that says too little an empty one. */
    static void keep(Connection connection, UUID campaign, UUID writing, String text, Shingles.Quotable quotable)
            throws SQLException {
        forget(connection, writing);
        PlainText plain = PlainText.of(text);
        boolean tooLittle = Shingles.of(plain, quotable).size() < FEWEST;
        Array marks = marks(connection, tooLittle ? new Sketch(new int[0]) : Sketch.of(campaign, plain, quotable));
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setObject(1, writing);
            insert.setArray(2, marks);
            insert.executeUpdate();
        } finally {
            marks.free();
        }
    }

    static void forget(Connection connection, UUID writing) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setObject(1, writing);
            delete.executeUpdate();
        }
    }

    private static Array marks(Connection connection, Sketch sketch) throws SQLException {
        return connection.createArrayOf(
                "int4", Arrays.stream(sketch.marks()).boxed().toArray(Integer[]::new));
    }
}
