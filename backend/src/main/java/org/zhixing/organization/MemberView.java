package org.zhixing.organization;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A member; numbers are masked. ORG-4. */
@Schema(name = "Member")
public record MemberView(
        @NotNull UUID id,
        @NotNull @Schema(examples = "陈志强") String name,
        @NotNull OrgRef branch,
        @NotNull Member.Category category,
        @NotNull Member.Stage stage,
        boolean floating,
        @Schema(nullable = true) Member.@Nullable Gender gender,

        @Schema(nullable = true, examples = "2003-06-28") @Nullable
        LocalDate joinedOn,

        @Schema(nullable = true, examples = "组织委员") @Nullable
        String post,

        @Schema(nullable = true, description = "已遮掩 Masked", examples = "990***********1234") @Nullable
        String idNumber,

        @Schema(nullable = true, description = "已遮掩 Masked", examples = "199****1234") @Nullable
        String phone,

        @NotNull Member.State state) {

    static MemberView of(Member m) {
        return new MemberView(
                m.id(),
                m.name(),
                OrgRef.known(m.branch()),
                m.category(),
                m.stage(),
                m.floating(),
                m.gender(),
                m.joinedOn(),
                m.post(),
                m.idNumberMasked(),
                m.phoneMasked(),
                m.state());
    }
}
