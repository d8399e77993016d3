package org.zhixing.study.material;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.file.StoredFile;

/** A material; in a list without its text. */
@Schema(name = "Material")
public record MaterialView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,
        @NotNull Material.Kind kind,
        @NotNull @Schema(examples = "学习党章，遵守党章") String title,

        @Schema(nullable = true, examples = "工委办公室") @Nullable
        String author,

        @Schema(nullable = true, examples = "内部资料") @Nullable
        String source,

        @Schema(description = "规定篇目 One of the set texts", examples = "true")
        boolean setText,

        @Schema(nullable = true, description = "Markdown，列表中不给出 Not in lists", examples = "# 第一讲") @Nullable
        String text,

        @Schema(nullable = true, examples = "https://www.example.org/reading") @Nullable
        String url,

        @Schema(nullable = true) @Nullable FileFacts file,
        @NotNull Material.State state,

        @Schema(nullable = true, examples = "已有新版") @Nullable
        String withdrawReason,

        @NotNull List<MaterialAssignments.Place> assignments,

        @Schema(nullable = true, description = "检索命中处，仅在检索时给出 Where the search hit, only in a search") @Nullable
        Hits hits,

        @Schema(description = "是否可以修改 Whether the caller may change it", examples = "false")
        boolean editable,

        @NotNull @Schema(examples = "李建国") String createdBy,
        @NotNull Instant createdAt,
        @NotNull List<Material.State> allowedTransitions) {

    /** What is known of a file. */
    @Schema(name = "MaterialFile")
    public record FileFacts(
            @NotNull @Schema(examples = "党章.pdf") String name,
            @NotNull @Schema(examples = "application/pdf") String mediaType,

            @Schema(description = "字节 Bytes", examples = "183204")
            long size,

            @NotNull @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String sha256) {
        static @Nullable FileFacts of(@Nullable StoredFile f) {
            return f == null ? null : new FileFacts(f.name(), f.mediaType(), f.size(), f.sha256());
        }
    }

    /** Title and a stretch of the text, cut at what was searched for. */
    @Schema(name = "MaterialHits")
    public record Hits(
            @NotNull List<Marked> title,

            @NotNull @Schema(description = "正文片段，正文没有命中则为空 Empty where the text has no hit")
            List<Marked> text) {}

    static MaterialView of(Material m, List<MaterialAssignment> places, boolean editable) {
        return new MaterialView(
                m.id(),
                CampaignRef.of(m.campaign()),
                OrgRef.known(m.organization()),
                m.kind(),
                m.title(),
                m.author(),
                m.source(),
                m.isSetText(),
                m.text(),
                m.url(),
                FileFacts.of(m.file()),
                m.state(),
                m.withdrawReason(),
                places.stream().map(MaterialAssignments.Place::of).toList(),
                null,
                editable,
                m.createdBy(),
                m.createdAt(),
                List.copyOf(m.state().next()));
    }

    /** As it stands in a list: without the text, with what was found. */
    MaterialView listed(@Nullable Hits found) {
        return new MaterialView(
                id,
                campaign,
                organization,
                kind,
                title,
                author,
                source,
                setText,
                null,
                url,
                file,
                state,
                withdrawReason,
                assignments,
                found,
                editable,
                createdBy,
                createdAt,
                allowedTransitions);
    }
}
