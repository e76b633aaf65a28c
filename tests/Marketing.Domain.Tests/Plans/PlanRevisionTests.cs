using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

/// <summary>The states of a plan's content from draft to in force.</summary>
public sealed class PlanRevisionTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);
    private const string Author = "person:author";
    private static readonly byte[] Other = new byte[PlanSnapshot.HashLength];

    private readonly Plan _plan;
    private readonly PlanRevision _revision;

    public PlanRevisionTests()
    {
        _plan = Plan.Draft(
            EntityId.New<WorkspaceId>(),
            new PlanHeader
            {
                Title = "P",
                Language = "en",
                Currency = "EUR",
            }
        ).Value;
        _revision = PlanRevision.Open(_plan);
    }

    private byte[] Hash => _revision.Hash!;

    [Fact]
    public void A_new_plan_has_a_first_revision_in_draft()
    {
        (_revision.Number, _revision.Status, _revision.ContentVersion).ShouldBe((1, RevisionStatus.Draft, 0));
        _plan.WorkingRevision.ShouldBe(1);
        IsWritable(_revision).ShouldBeTrue();
    }

    [Fact]
    public void A_draft_is_submitted_reviewed_and_approved()
    {
        Submit();
        _revision.Status.ShouldBe(RevisionStatus.Submitted);
        _plan.Review(_revision, Hash).Succeeded.ShouldBeTrue();
        _revision.Status.ShouldBe(RevisionStatus.Reviewed);
        _plan.Approve(_revision, Hash, Now).Succeeded.ShouldBeTrue();
        _revision.Status.ShouldBe(RevisionStatus.Approved);
    }

    [Fact]
    public void Submitted_content_cannot_be_written_but_is_still_the_working_copy()
    {
        Submit();

        IsWritable(_revision).ShouldBeFalse();
        IsOpen(_revision).ShouldBeTrue();
        _plan.WorkingRevision.ShouldBe(1);
    }

    [Fact]
    public void A_snapshot_of_other_content_cannot_be_submitted()
    {
        var otherPlan = Plan.Draft(_plan.WorkspaceId, _plan.Header).Value;
        var earlier = SnapshotOf(_revision);
        Write();

        Should.Throw<ArgumentException>(() => _revision.Submit(SnapshotOf(PlanRevision.Open(otherPlan)), Author, Now));
        Should.Throw<ArgumentException>(() => _revision.Submit(earlier, Author, Now));
    }

    [Theory]
    [InlineData(RevisionStatus.Submitted)]
    [InlineData(RevisionStatus.Reviewed)]
    public void Submitted_content_can_be_returned_or_withdrawn_and_is_a_draft_again(RevisionStatus waiting)
    {
        foreach (
            var back in new Func<PlanRevision, Result<Done>>[]
            {
                revision => _plan.Return(revision, revision.Hash!),
                revision => _plan.Withdraw(revision),
            }
        )
        {
            Submit();
            if (waiting == RevisionStatus.Reviewed)
            {
                _plan.Review(_revision, Hash);
            }

            back(_revision).Succeeded.ShouldBeTrue();
            (_revision.Status, _revision.Hash).ShouldBe((RevisionStatus.Draft, null));
            IsWritable(_revision).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_decision_about_other_content_is_rejected()
    {
        Submit();

        _plan.Review(_revision, Other).Error.ShouldBe(new RevisionHashDiffers(1));
        _plan.Return(_revision, Other).Error.ShouldBe(new RevisionHashDiffers(1));
        _plan.Review(_revision, Hash);
        _plan.Approve(_revision, Other, Now).Error.ShouldBe(new RevisionHashDiffers(1));
        _revision.Status.ShouldBe(RevisionStatus.Reviewed);
        _plan.WorkingRevision.ShouldBe(1);
    }

    [Fact]
    public void Content_cannot_be_approved_before_its_review()
    {
        Submit();

        var error = _plan.Approve(_revision, Hash, Now).Error.ShouldBeOfType<RevisionInWrongState>();
        error.Status.ShouldBe("submitted");
        error.Allowed.ShouldBe(["reviewed"]);
    }

    [Fact]
    public void A_step_that_the_state_does_not_allow_is_rejected()
    {
        var draft = PlanRevision.Open(_plan);
        new[] { draft.Review(Other), draft.Approve(Other, Now), draft.Return(Other), draft.Withdraw(), draft.Supersede(Now) }.ShouldAllBe(
            step => step.Error is RevisionInWrongState
        );
        var approved = Approved();
        new[]
        {
            approved.Submit(SnapshotOf(approved), Author, Now),
            approved.Review(approved.Hash!),
            approved.Return(approved.Hash!),
            approved.Withdraw(),
        }.ShouldAllBe(step => step.Error is RevisionInWrongState);
        approved.Status.ShouldBe(RevisionStatus.Approved);
    }

    [Fact]
    public void An_approved_revision_ends_the_working_copy_and_can_come_into_force()
    {
        _plan.Activate(_revision, Now).Error.ShouldBeOfType<RevisionInWrongState>();
        var approved = Approved();

        _plan.WorkingRevision.ShouldBeNull();
        _plan.InForceRevision.ShouldBeNull();
        _plan.Activate(approved, Now).Succeeded.ShouldBeTrue();
        _plan.InForceRevision.ShouldBe(1);
    }

    [Fact]
    public void The_next_revision_starts_with_the_approved_content_and_continues_its_version()
    {
        Write();
        Write();
        var approved = Approved();
        _plan.Activate(approved, Now);

        var next = _plan.Revise(approved).Value;

        (next.Number, next.Status, next.ContentVersion, next.Hash).ShouldBe((2, RevisionStatus.Draft, 2, null));
        (_plan.WorkingRevision, _plan.InForceRevision).ShouldBe((2, 1));
    }

    [Fact]
    public void No_next_revision_can_be_created_while_one_is_open()
    {
        _plan.Revise(_revision).Error.ShouldBeOfType<RevisionInWrongState>();
        Submit();
        _plan.Revise(_revision).Error.ShouldBeOfType<RevisionInWrongState>();
        _plan.WorkingRevision.ShouldBe(1);
    }

    [Fact]
    public void An_approved_revision_is_unchanged_after_the_next_one()
    {
        var approved = Approved();
        var hash = approved.Hash;

        approved.Supersede(Now).Succeeded.ShouldBeTrue();

        (approved.Status, approved.Hash).ShouldBe((RevisionStatus.Superseded, hash));
        _plan.Revise(approved).Value.Number.ShouldBe(2);
    }

    private static bool IsWritable(PlanRevision revision) => PlanRevision.IsWritable.Compile()(revision);

    private static bool IsOpen(PlanRevision revision) => PlanRevision.IsOpen.Compile()(revision);

    private static PlanSnapshot SnapshotOf(PlanRevision revision) => PlanSnapshot.Of(revision, 1, 1, "{}"u8.ToArray(), Now);

    private void Submit() => _plan.Submit(_revision, SnapshotOf(_revision), Author, Now).Succeeded.ShouldBeTrue();

    /// <summary>Increments the content version, as the database does.</summary>
    private void Write() => _revision.CountWrite();

    private PlanRevision Approved()
    {
        Submit();
        _plan.Review(_revision, Hash);
        _plan.Approve(_revision, Hash, Now).Succeeded.ShouldBeTrue();
        return _revision;
    }
}
