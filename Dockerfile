# SPDX-License-Identifier: Apache-2.0
# tenderkit as a container: `docker build -t tenderkit .`, with LibreOffice for PDF, .odt, .doc and .rtf:
# `docker build -t tenderkit --build-arg LIBREOFFICE=yes .`. MANUAL.md, “Where it runs”, says how to run it.
#
# The base is pinned by its version. To pin it by its digest too, ask for that with
# `docker buildx imagetools inspect python:3.13-slim-trixie`, and add it: `python:3.13-slim-trixie@sha256:…`.
ARG BASE=python:3.13-slim-trixie

FROM ${BASE} AS installed
COPY . /source
RUN python -m venv /opt/tenderkit && /opt/tenderkit/bin/pip install --no-cache-dir /source

FROM ${BASE}
ARG LIBREOFFICE=no
RUN if [ "$LIBREOFFICE" = yes ]; then \
      apt-get update && \
      apt-get install -y --no-install-recommends libreoffice-writer-nogui \
        fonts-crosextra-carlito fonts-liberation fonts-noto-core && \
      rm -rf /var/lib/apt/lists/*; \
    fi
COPY --from=installed /opt/tenderkit /opt/tenderkit
# Nothing but /data has to be writable: temporary files, and what LibreOffice keeps while it runs, go there.
ENV PATH=/opt/tenderkit/bin:$PATH TZ=UTC PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1 TMPDIR=/data HOME=/data
RUN useradd --uid 10001 --no-create-home --home-dir /data tenderkit && install -d -o tenderkit /data
WORKDIR /data
USER 10001
ENTRYPOINT ["tenderkit"]
CMD ["--help"]
