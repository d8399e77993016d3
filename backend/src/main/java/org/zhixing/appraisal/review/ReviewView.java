package org.zhixing.appraisal.review;

import jakarta.validation.constraints.NotNull;
import java.text.Collator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;

/** A meeting of democratic review. */
@Schema(name = "Review")
public record ReviewView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,
        @NotNull @Schema(examples = "2026 年度民主评议会") String title,
        @NotNull @Schema(examples = "2026-04-24") LocalDate date,

        @Schema(nullable = true, examples = "村部会议室") @Nullable
        String place,

        @Schema(nullable = true, description = "主持人 Who chairs it", examples = "陈志强") @Nullable
        String chair,

        @Schema(description = "是否评议支部 Whether the branch itself is reviewed")
        boolean ofOrganization,

        @NotNull @Schema(description = "被评议的党员 Who is reviewed")
        List<MemberRef> subjects,

        @NotNull @Schema(description = "到会党员 Who was there") List<MemberRef> attendees,
        @NotNull Review.State state,

        @Schema(nullable = true, examples = "评议认为，支部班子……") @Nullable
        String conclusion,

        @Schema(nullable = true, examples = "防汛，改期进行") @Nullable
        String cancelReason,

        @NotNull List<Review.State> allowedTransitions) {

    /** What was said at a review. */
    @Schema(name = "ReviewOpinion")
    public record Opinion(
            @NotNull UUID id,

            @Schema(nullable = true, description = "对谁；空为对支部 About whom; null: the branch") @Nullable
            MemberRef member,

            @NotNull @Schema(examples = "联系群众还不够主动，希望多到三组走走")
            String text,

            @NotNull @Schema(examples = "陈志强") String recordedBy,
            @NotNull Instant recordedAt) {
        static Opinion of(ReviewOpinion n, Map<UUID, Member> people) {
            UUID member = n.memberId();
            return new Opinion(
                    n.id(),
                    member == null ? null : MemberRef.of(people.get(member)),
                    n.text(),
                    n.recordedBy(),
                    n.recordedAt());
        }
    }

    static ReviewView of(Review v, Map<UUID, Member> people) {
        return new ReviewView(
                v.id(),
                CampaignRef.of(v.campaign()),
                OrgRef.known(v.organization()),
                v.title(),
                v.date(),
                v.place(),
                v.chair(),
                v.ofOrganization(),
                named(v.subjects(), people),
                named(v.attendees(), people),
                v.state(),
                v.conclusion(),
                v.cancelReason(),
                List.copyOf(v.state().next()));
    }

    private static List<MemberRef> named(Collection<UUID> ids, Map<UUID, Member> people) {
        return ids.stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .map(MemberRef::known)
                .sorted(Comparator.comparing(MemberRef::name, Collator.getInstance(Locale.CHINA))
                        .thenComparing(MemberRef::id))
                .toList();
    }
}
