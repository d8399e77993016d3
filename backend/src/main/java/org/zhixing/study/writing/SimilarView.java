package org.zhixing.study.writing;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.MemberRef;

/**
 * Another writing of the campaign that has passages in common with this one. Which one it is, is told only to whoever may
 * read it; everybody else learns the passages and whether it comes from the same branch.
 */
@Schema(name = "SimilarWriting")
public record SimilarView(
        @Schema(nullable = true, description = "仅在可读时给出 Only where the caller may read it") @Nullable
        Other writing,

        @Schema(description = "是否同一支部 Whether of the same branch")
        boolean sameBranch,

        @Schema(
                description = "相同字数，不计标点和指定学习材料的引文 Letters in common, without punctuation and quotations",
                examples = "186")
        int letters,

        @NotNull @Schema(description = "相同段落，最多 50 处 The passages in common, at most 50")
        List<CommonPassage> passages) {

    /** Which writing it is. */
    @Schema(name = "SimilarWritingRef")
    public record Other(
            @NotNull UUID id,
            @NotNull Writing.Kind kind,
            @NotNull @Schema(examples = "学习党章的心得体会") String title,
            @NotNull MemberRef author) {}

    /** A passage; places in code points from the beginning of each text, ends exclusive. */
    @Schema(name = "CommonPassage")
    public record CommonPassage(
            @Schema(examples = "12") int from,
            @Schema(examples = "46") int to,

            @NotNull @Schema(examples = "作为一名党员，我要把群众的事放在心上，说到做到")
            String text,

            @Schema(examples = "3") int otherFrom,
            @Schema(examples = "37") int otherTo,

            @NotNull @Schema(examples = "作为一名党员，我要把群众的事放在心上，说到做到")
            String otherText) {

        static CommonPassage of(Passages.Passage p, String text, String other) {
            return new CommonPassage(
                    p.from(),
                    p.to(),
                    part(text, p.from(), p.to()),
                    p.otherFrom(),
                    p.otherTo(),
                    part(other, p.otherFrom(), p.otherTo()));
        }

        private static String part(String text, int from, int to) {
            return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
        }
    }

    /** @param other the writing, where the caller may read it */
    static SimilarView of(NearDuplicates.Found found, String text, @Nullable Writing other, boolean sameBranch) {
        return new SimilarView(
                other == null
                        ? null
                        : new Other(other.id(), other.kind(), other.handedInTitle(), MemberRef.known(other.author())),
                sameBranch,
                found.letters(),
                found.passages().stream()
                        .map(p -> CommonPassage.of(p, text, found.text()))
                        .toList());
    }
}
