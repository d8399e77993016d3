package org.zhixing.outcome;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.web.Length;

/** What is measured and from where it starts: no figure without the day and source it has. */
@Embeddable
public record Indicator(
        @NotNull @Length(min = 1, max = 120) @Schema(examples = "办证平均等候时间")
        String indicator,

        @NotNull @Length(min = 1, max = 20) @Schema(examples = "分钟")
        String unit,

        @NotNull @Digits(integer = 14, fraction = 4) @Schema(examples = "45")
        BigDecimal baselineValue,

        @NotNull @Schema(examples = "2026-03-02") LocalDate baselineOn,

        @NotNull @Length(min = 2, max = 200) @Schema(examples = "便民服务中心叫号系统 2 月统计")
        String baselineSource,

        @Digits(integer = 14, fraction = 4) @Schema(nullable = true, examples = "15") @Nullable
        BigDecimal targetValue) {}
