package org.zhixing.study.material;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.Member;

/** Where a material stands in the reading lists: the whole of it. */
public record MaterialAssignments(
        @NotNull @Size(max = MaterialAssignments.MOST) List<@Valid @NotNull Place> assignments) {
    static final int MOST = 9;

    /** One phase, and who is to read it there. */
    @Schema(name = "MaterialAssignment")
    public record Place(
            @NotNull PhaseKind phase,

            @NotNull @Size(max = 3) @Schema(description = "空则为全体党员 Empty for everybody")
            Set<Member.@NotNull Category> categories,

            @Schema(description = "必读，否则选读 Must be read, else recommended", examples = "true")
            boolean required,

            @Min(1) @Max(9_999) @Schema(description = "阅读顺序 Order of reading", examples = "10")
            int position) {
        static Place of(MaterialAssignment a) {
            return new Place(a.phase(), a.categories(), a.isRequired(), a.position());
        }

        MaterialAssignment of(Material material) {
            return new MaterialAssignment(material, phase, categories, required, position);
        }
    }
}
