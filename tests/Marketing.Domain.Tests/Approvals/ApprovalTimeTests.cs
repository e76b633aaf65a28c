using Marketing.Domain.Approvals;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Approvals;

/// <summary>When an approval is due, and when it expires.</summary>
public sealed class ApprovalTimeTests
{
    private static readonly DateTime Friday = new(2027, 2, 5, 2, 0, 0, DateTimeKind.Utc);
    private static readonly WorkspaceSettings Settings = new() { DecisionDays = 2, DecisionExpiryDays = 3 };

    [Fact]
    public void A_decision_is_due_at_the_end_of_a_working_day_and_expires_some_working_days_later()
    {
        var request = ApprovalRequest.Of("person:author", null, Settings, Friday);

        request.DueAt.ShouldBe(new DateTime(2027, 2, 9, 16, 0, 0, DateTimeKind.Utc));
        request.ExpiresAt.ShouldBe(new DateTime(2027, 2, 12, 16, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void Without_a_limit_a_decision_never_expires() =>
        ApprovalRequest.Of("person:author", null, Settings with { DecisionExpiryDays = null }, Friday).ExpiresAt.ShouldBeNull();

    [Theory]
    [InlineData("2027-02-08T15:59:59Z", null)]
    [InlineData("2027-02-08T16:00:00Z", "approval.dueSoon")]
    [InlineData("2027-02-09T15:59:59Z", "approval.dueSoon")]
    [InlineData("2027-02-09T16:00:00Z", "approval.due")]
    [InlineData("2027-02-20T16:00:00Z", "approval.due")]
    public void The_reminder_comes_with_the_last_day_and_the_event_with_its_end(string now, string? expected)
    {
        var due = ApprovalRequest.Of("person:author", null, Settings, Friday).DueAt!.Value;

        Approval.EventAt(due, At(now), WorkCalendar.Of(Settings)).ShouldBe(expected);
    }

    [Fact]
    public void An_approval_expires_when_its_time_is_over_and_only_once()
    {
        var approval = Ask();

        approval.Expire(At("2027-02-12T15:59:59Z")).ShouldBeFalse();
        approval.State.ShouldBe(ApprovalState.Pending);
        approval.Expire(At("2027-02-12T16:00:00Z")).ShouldBeTrue();
        approval.State.ShouldBe(ApprovalState.Expired);
        approval.Expire(At("2027-02-13T16:00:00Z")).ShouldBeFalse();
    }

    [Fact]
    public void A_decision_that_was_taken_does_not_expire()
    {
        var approval = Ask();
        approval.Approve(new Decision("person:rita", null, Friday, null)).Succeeded.ShouldBeTrue();

        approval.Expire(At("2027-02-12T16:00:00Z")).ShouldBeFalse();
        approval.State.ShouldBe(ApprovalState.Approved);
    }

    [Fact]
    public void A_decision_that_comes_too_late_is_refused_even_if_nobody_has_ended_the_approval_yet()
    {
        var approval = Ask();

        approval
            .Approve(new Decision("person:rita", null, At("2027-02-12T16:00:00Z"), null))
            .Error.ShouldBe(new ApprovalDecided(approval.Id.Value, ApprovalState.Expired));
    }

    private static Approval Ask() =>
        Approval.Ask(
            EntityId.New<WorkspaceId>(),
            new ApprovalSubject("plan", Guid.NewGuid(), 1, 1, new byte[32]),
            ApprovalStep.Review,
            default,
            ApprovalRequest.Of("person:author", null, Settings, Friday)
        );

    private static DateTime At(string instant) => DateTime.Parse(instant, null, System.Globalization.DateTimeStyles.AdjustToUniversal);
}
