"""Reads FHIR resources with fhir.resources (R4B) and writes them again: one resource a line in, and for each a line out,
a JSON list of what is wrong with it. What comes back has to be what went in."""

import json
import sys

from fhir.resources.R4B import get_fhir_model_class

for line in sys.stdin:
    given = json.loads(line)
    try:
        model = get_fhir_model_class(given.get("resourceType", ""))
        back = json.loads(model.model_validate(given).model_dump_json())
        print(json.dumps([] if back == given else ["it comes back changed"]))
    except Exception as error:  # Whatever it says, it does not read the resource.
        said = str(error).splitlines() or [type(error).__name__]
        print(json.dumps([" ".join(said[:3])]))
