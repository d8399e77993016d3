package org.zhixing.progress;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether the four are in place (四到位) at a branch in a phase: worked out from records, never ticked. STU-8. */
final class FourInPlace {
    /** The four, by the codes a template gives them names for. */
    @Schema(name = "InPlaceCode")
    public enum Code {
        LEADERSHIP,
        MEASURES,
        MOBILISATION,
        TRAINING
    }

    /** What is lacking. */
    @Schema(name = "InPlaceLack")
    public enum Lack {
        NO_LEADING_GROUP,
        NO_LIAISON,
        NO_SCHEME,
        SCHEME_NOT_APPROVED,
        NO_MOBILISATION,
        MOBILISATION_ATTENDANCE,
        NO_TRAINING,
        TRAINING_WITHOUT_BACKBONE
    }

    /** What kind of record it is. */
    @Schema(name = "InPlaceRecordKind")
    public enum RecordKind {
        LEADING_GROUP,
        LIAISON,
        SCHEME,
        STUDY_SESSION
    }

    /**
     * A record that speaks for a cell or against it.
     *
     * @param proves whether it is enough for its part of the cell
     * @param share the percentage it reached, for a mobilisation meeting; else null
     */
    record Fact(
            RecordKind kind,
            UUID id,
            String title,
            @Nullable LocalDate on,
            boolean proves,
            @Nullable Integer share) {}

    /** What the records say of one branch. */
    record Facts(
            List<Fact> groups,
            List<Fact> liaisons,
            List<Fact> schemes,
            List<Fact> mobilisations,
            List<Fact> trainings) {
        static Facts none() {
            return new Facts(
                    new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Why a cell is not in place; with the figures where there are any. */
    record Why(Lack lack, @Nullable Integer value, @Nullable Integer needed) {
        static Why of(Lack lack) {
            return new Why(lack, null, null);
        }
    }

    /** One of the four. */
    record Cell(Code code, List<Why> why, List<Fact> records) {
        boolean met() {
            return why.isEmpty();
        }
    }

    private FourInPlace() {}

    /** @param attendance the share of the roll, in percent, that a mobilisation meeting needs */
    static Cell cell(Code code, Facts facts, int attendance) {
        return switch (code) {
            case LEADERSHIP -> {
                List<Why> why = new ArrayList<>();
                if (facts.groups().stream().noneMatch(Fact::proves)) {
                    why.add(Why.of(Lack.NO_LEADING_GROUP));
                }
                if (facts.liaisons().stream().noneMatch(Fact::proves)) {
                    why.add(Why.of(Lack.NO_LIAISON));
                }
                List<Fact> records = new ArrayList<>(facts.groups());
                records.addAll(facts.liaisons());
                yield new Cell(code, why, records);
            }
            case MEASURES -> one(code, facts.schemes(), Why.of(Lack.NO_SCHEME), Why.of(Lack.SCHEME_NOT_APPROVED));
            case MOBILISATION ->
                one(
                        code,
                        facts.mobilisations(),
                        Why.of(Lack.NO_MOBILISATION),
                        new Why(
                                Lack.MOBILISATION_ATTENDANCE,
                                facts.mobilisations().stream()
                                        .map(Fact::share)
                                        .filter(java.util.Objects::nonNull)
                                        .max(Integer::compare)
                                        .orElse(0),
                                attendance));
            case TRAINING ->
                one(code, facts.trainings(), Why.of(Lack.NO_TRAINING), Why.of(Lack.TRAINING_WITHOUT_BACKBONE));
        };
    }

    /** A cell that one proving record fills. */
    private static Cell one(Code code, List<Fact> records, Why none, Why notEnough) {
        List<Why> why =
                records.stream().anyMatch(Fact::proves) ? List.of() : List.of(records.isEmpty() ? none : notEnough);
        return new Cell(code, why, records);
    }
}
