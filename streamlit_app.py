"""The way in: `streamlit run streamlit_app.py`.

Streamlit reads this file twice: the server imports it for the web application, and each
run of a page executes it as the main script.
"""

from fit_tracker.ui import router, web

if __name__ == "__main__":
    router.run()
else:
    import streamlit as st

    app = st.App(
        __file__,
        routes=web.routes(),
        middleware=web.middleware(),
        lifespan=web.lifespan,
        on_script_error=web.on_script_error,
    )
