using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Protocol;

/// <summary>What must hold of a trial whose participants come from an EDC system: nobody does here what the EDC attests.</summary>
internal static class ExternalEdcRules
{
    public static void Check(TrialProtocol protocol, JsonCursor root)
    {
        if (protocol.Randomisation is not { ExternalEdc: true } plan)
        {
            return;
        }

        if (plan.Unit != RandomisationUnit.Individual)
        {
            root.Fault("randomisation.externalEdc", "true", "needs the unit individual: this program allocates");
        }

        if (plan.EligibilitySigned)
        {
            root.Fault("randomisation.eligibilitySigned", "true", "cannot be with externalEdc: the EDC attests eligibility, and nobody signs it here");
        }

        if (protocol.ConsentForms.Count == 0)
        {
            root.Fault("consentForms", value: null, "is needed with externalEdc: the EDC attests consent to the last one");
        }

        foreach (var (i, visit) in protocol.Visits.Index().Where(each => each.Item.Anchor == VisitAnchor.Enrolment))
        {
            foreach (var (j, form) in visit.Forms.Index().Where(each => each.Item.Required))
            {
                root.Fault(Invariant($"visits[{i}].forms[{j}].required"), form.Form, "cannot be required before randomisation with externalEdc: the EDC asks for the allocation at once");
            }
        }
    }
}
